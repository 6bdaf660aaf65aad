package io.ewig.calcite.system.listing;

import io.ewig.calcite.relation.RelationColumn;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column and how it is computed.
 *
 * @param isCostly whether conditions on it are asked last
 */
record Field<T>(RelationColumn column, boolean isCostly, Function<T, @Nullable Object> value) {}
