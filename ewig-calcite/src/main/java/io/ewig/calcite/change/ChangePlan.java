package io.ewig.calcite.change;

import io.ewig.calcite.statement.Frame;
import io.ewig.calcite.statement.Plan;
import org.jspecify.annotations.Nullable;

/**
 * How rows are changed.
 *
 * @param returning what RETURNING wants of the rows, or null
 */
public record ChangePlan(
    Frame frame, Target target, RowChange change, @Nullable RowAnswer returning) implements Plan {}
