package io.ewig.calcite.scan;

import io.ewig.calcite.expression.RexText;
import io.ewig.calcite.scan.ColumnCondition.Comparison;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way to some rows of a table: an index, values for its first columns, bounds for the next one.
 *
 * @param equal for each of the first columns the condition that gives its value or values
 * @param lower a bound on the next column, or null
 * @param upper alike
 */
record Path(
    Index index,
    List<ColumnCondition> equal,
    @Nullable ColumnCondition lower,
    @Nullable ColumnCondition upper) {

  /** More combinations of values than that are not looked up one by one. */
  static final int PROBES_MAX = 10_000;

  /**
   * Among all rows, if nothing is known: a column's value leaves one in ten, a bound one in three.
   */
  private static final double EQUAL_SHARE = 0.1;

  private static final double BOUND_SHARE = 0.35;

  /** An entry of an index costs this much more than a row in the order of the primary key. */
  private static final double LOOKUP_COST = 2.5;

  /** The way that promises the fewest steps. */
  static Path best(Table table, List<ColumnCondition> conditions, double rows) {
    Path best = new Path(table.primaryKey(), List.of(), null, null);
    double least = rows;
    for (Index index : table.keys()) {
      Path path = along(table, index, conditions);
      double cost = path.cost(rows);
      if (cost < least) {
        best = path;
        least = cost;
      }
    }
    return best;
  }

  private static Path along(Table table, Index index, List<ColumnCondition> conditions) {
    List<ColumnCondition> equal = new ArrayList<>();
    long probes = 1;
    for (int position : table.positionsOf(index)) {
      ColumnCondition found = find(conditions, position, Comparison.EQUAL).orElse(null);
      if (found == null || probes * found.values().size() > PROBES_MAX) {
        return new Path(
            index,
            equal,
            find(conditions, position, Comparison.GREATER, Comparison.GREATER_OR_EQUAL)
                .orElse(null),
            find(conditions, position, Comparison.LESS, Comparison.LESS_OR_EQUAL).orElse(null));
      }
      probes *= found.values().size();
      equal.add(found);
    }
    return new Path(index, equal, null, null);
  }

  private static Optional<ColumnCondition> find(
      List<ColumnCondition> conditions, int column, Comparison... comparisons) {
    Set<Comparison> wanted = new HashSet<>(List.of(comparisons));
    return conditions.stream()
        .filter(c -> c.column() == column && wanted.contains(c.comparison()))
        .findFirst();
  }

  /** Whether each combination of values leads to one row at most. */
  boolean isUnique() {
    return index.isUnique() && equal.size() == index.columnIds().size();
  }

  boolean isPrimary() {
    return index.id() == Index.PRIMARY_ID;
  }

  boolean isWholeTable() {
    return equal.isEmpty() && lower == null && upper == null;
  }

  /** The conditions that it serves, for EXPLAIN. */
  String served() {
    StringBuilder text = new StringBuilder();
    for (ColumnCondition condition : equal) {
      text.append(" $")
          .append(condition.column())
          .append(" = [")
          .append(RexText.of(condition.values()))
          .append(']');
    }
    for (ColumnCondition bound : new ColumnCondition[] {lower, upper}) {
      if (bound != null) {
        text.append(" $").append(bound.column()).append(' ').append(bound.comparison());
        text.append(" [").append(RexText.of(bound.values())).append(']');
      }
    }
    return text.toString();
  }

  double rows(double all) {
    double probes = 1;
    double rows = all;
    for (ColumnCondition condition : equal) {
      probes *= condition.values().size();
      rows *= EQUAL_SHARE;
    }
    rows = isUnique() ? 1 : Math.max(1, rows * (lower == null ? 1 : BOUND_SHARE));
    return probes * Math.max(1, rows * (upper == null ? 1 : BOUND_SHARE));
  }

  private double cost(double all) {
    return rows(all) * (isPrimary() ? 1 : LOOKUP_COST);
  }
}
