package io.ewig.calcite.plan;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A query that was understood.
 *
 * @param labels of the result's columns
 * @param row their types
 * @param origins of each column: schema, table, column; or null if it is computed, or comes from a
 *     view or another query in FROM
 */
public record Planned(
    RelNode plan, List<String> labels, RelDataType row, List<List<String>> origins) {}
