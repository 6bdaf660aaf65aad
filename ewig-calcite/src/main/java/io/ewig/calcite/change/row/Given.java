package io.ewig.calcite.change.row;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an INSERT gives.
 *
 * @param rows for each row that the statement spells out, a value for each column of its list, as
 *     stored; null for the default
 * @param source gives rows that all of {@code rows} are computed from: many for the only one of an
 *     INSERT of a query, one for those that are spelled out and have queries in them; or null
 */
public record Given(List<List<@Nullable Expression>> rows, @Nullable Operator source) {

  private static final @Nullable Object[] NO_ROW = {};

  /** Adds one row; gives how many were written. */
  @FunctionalInterface
  public interface Adding {
    long add(List<@Nullable Expression> cells, @Nullable Object[] row);
  }

  /** Adds all rows; gives how many were written. */
  public long addAll(Execution execution, Adding adding) {
    long count = 0;
    if (source == null) {
      for (List<@Nullable Expression> cells : rows) {
        execution.tick();
        count += adding.add(cells, NO_ROW);
      }
      return count;
    }
    for (@Nullable Object[] row : all(source, execution)) {
      for (List<@Nullable Expression> cells : rows) {
        execution.tick();
        count += adding.add(cells, row);
      }
    }
    return count;
  }

  /** All rows of a query, before any of them leads to a change. */
  static List<@Nullable Object[]> all(Operator query, Execution execution) {
    List<@Nullable Object[]> all = new ArrayList<>();
    try (Rows given = query.open(execution)) {
      for (@Nullable Object[] row = given.next(); row != null; row = given.next()) {
        execution.memory().reserve(64L + 32L * row.length, "changing rows");
        all.add(row);
      }
    }
    return all;
  }
}
