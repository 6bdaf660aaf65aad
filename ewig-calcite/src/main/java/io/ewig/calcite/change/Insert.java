package io.ewig.calcite.change;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows.
 *
 * @param columns of the list
 * @param rows for each row that the statement spells out, a value for each column of the list, as
 *     stored; null for the default
 * @param numbers whose hold in columns that count by themselves
 * @param source gives more rows, which the only one of {@code rows} is computed from; or null
 * @param conflict what to do about rows whose key is taken, or null
 */
record Insert(
    Target target,
    InsertColumns columns,
    Numbers numbers,
    List<List<@Nullable Expression>> rows,
    @Nullable Operator source,
    @Nullable OnConflict conflict)
    implements RowChange {

  private static final @Nullable Object[] NO_ROW = {};

  /** Whose numbers hold in columns that count by themselves. */
  enum Numbers {
    /** Those that are given, unless the column is always numbered by the database. */
    AS_DECLARED,

    /** Those that are given. */
    GIVEN,

    /** The database's, whatever is given. */
    COUNTED;

    Row complete(Table table, Map<String, @Nullable Object> values, Transaction transaction) {
      return switch (this) {
        case AS_DECLARED -> transaction.completed(table, values);
        case GIVEN -> transaction.completedAny(table, values);
        case COUNTED -> {
          for (Column column : table.columns()) {
            if (column.byDefault() instanceof Default.Identity) {
              values.remove(column.name());
            }
          }
          yield transaction.completed(table, values);
        }
      };
    }
  }

  @Override
  public long apply(Transaction transaction, Execution execution, Written written) {
    long count = 0;
    if (source == null) {
      for (List<@Nullable Expression> row : rows) {
        count += insert(row, NO_ROW, transaction, execution, written);
      }
      return count;
    }
    for (@Nullable Object[] given : all(source, execution)) {
      count += insert(rows.get(0), given, transaction, execution, written);
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

  private long insert(
      List<@Nullable Expression> cells,
      @Nullable Object[] given,
      Transaction transaction,
      Execution execution,
      Written written) {
    execution.tick();
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Column column = columns.columns().get(i);
      Expression cell = cells.get(i);
      if (column != null && cell != null) {
        values.put(column.name(), cell.value(given, execution));
      }
    }
    Table table = target.table();
    ValidPeriod valid = columns.period(cells, given, execution);
    Row row = numbers.complete(table, values, transaction);
    if (conflict != null) {
      return conflict.insert(table, row, valid, transaction, execution, written);
    }
    written.add(transaction.insert(table, row, valid));
    return 1;
  }
}
