package io.ewig.calcite.change.insert;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.change.row.Given;
import io.ewig.calcite.change.row.RowChange;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.change.row.Written;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows.
 *
 * @param columns of the list
 * @param numbers whose hold in columns that count by themselves
 * @param conflict what to do about rows whose key is taken, or null
 * @param places of the table's columns in the list, if the database has nothing to add; or null
 */
public record Insert(
    Target target,
    InsertColumns columns,
    Numbers numbers,
    Given given,
    @Nullable OnConflict conflict,
    int @Nullable [] places)
    implements RowChange {

  public Insert(
      Target target,
      InsertColumns columns,
      Numbers numbers,
      Given given,
      @Nullable OnConflict conflict) {
    this(target, columns, numbers, given, conflict, places(target.table(), columns, numbers));
  }

  private static int @Nullable [] places(Table table, InsertColumns columns, Numbers numbers) {
    boolean isCounted =
        table.columns().stream()
            .anyMatch(column -> column.isAlwaysNumbered() || column.isGenerated());
    return numbers == Numbers.AS_DECLARED && !isCounted ? columns.places(table) : null;
  }

  /** Whose numbers hold in columns that count by themselves. */
  public enum Numbers {
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
  public Set<Operation> needs() {
    if (conflict == null) {
      return Set.of(Operation.INSERT);
    }
    return conflict.changes() == null
        ? Set.of(Operation.INSERT, Operation.SELECT) // what is there shows
        : Set.of(Operation.INSERT, Operation.SELECT, Operation.UPDATE);
  }

  @Override
  public long apply(Transaction transaction, Execution execution, Written written) {
    return given.addAll(
        execution, (cells, row) -> insert(cells, row, transaction, execution, written));
  }

  @Override
  public @Nullable Operator query() {
    return given.source();
  }

  private Row complete(
      List<@Nullable Expression> cells,
      @Nullable Object[] row,
      Transaction transaction,
      Execution execution) {
    @Nullable Object[] whole =
        places == null ? null : InsertColumns.whole(places, cells, row, execution);
    return whole == null
        ? numbers.complete(target.table(), columns.values(cells, row, execution), transaction)
        : target.table().accept(whole);
  }

  private long insert(
      List<@Nullable Expression> cells,
      @Nullable Object[] row,
      Transaction transaction,
      Execution execution,
      Written written) {
    Table table = target.table();
    ValidPeriod valid = columns.period(cells, row, execution);
    Row complete = complete(cells, row, transaction, execution);
    if (conflict != null) {
      return conflict.insert(table, complete, valid, transaction, execution, written);
    }
    written.add(table, transaction.insert(table, complete, valid));
    return 1;
  }
}
