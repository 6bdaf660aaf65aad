package io.ewig.calcite.plan;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A query that was understood.
 *
 * @param row names and types of the result's columns
 * @param origins of each column: schema, table, column; or null if it is computed
 */
public record Planned(RelNode plan, RelDataType row, List<List<String>> origins) {}
