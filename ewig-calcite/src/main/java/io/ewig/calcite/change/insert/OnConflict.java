package io.ewig.calcite.change.insert;

import io.ewig.calcite.change.row.Assigned;
import io.ewig.calcite.change.row.RowUpdate;
import io.ewig.calcite.change.row.SqlValues;
import io.ewig.calcite.change.row.ValidColumns;
import io.ewig.calcite.change.row.Written;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.TimedRow;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an INSERT does about a row whose key is taken in a part of the time for which it is to hold.
 *
 * <ul>
 *   <li>a period that the INSERT gives is one that it is about: all that is in the way is changed,
 *       within it, each piece by what it is;
 *   <li>without one, what is there first is changed, until that ends: as an UPDATE does.
 * </ul>
 *
 * @param keys the unique keys in question
 * @param changes what to set, computed from the row that is there followed by the one that was to
 *     be inserted; null: nothing is done
 * @param condition on the same, or null
 */
public record OnConflict(
    List<Index> keys, @Nullable List<Assigned> changes, @Nullable Expression condition) {

  long insert(
      Table table,
      Row row,
      @Nullable ValidPeriod valid,
      Transaction transaction,
      Execution execution,
      Written written) {
    List<TimedRow> inTheWay = inTheWay(table, row, valid, transaction);
    if (inTheWay.isEmpty()) {
      written.add(table, transaction.insert(table, row, valid));
      return 1;
    }
    if (changes == null) {
      return 0;
    }
    List<Transaction.Replacement> replacements = new ArrayList<>();
    for (TimedRow there : valid == null ? inTheWay.subList(0, 1) : inTheWay) {
      execution.tick();
      @Nullable Object[] both = both(table, there.row(), row);
      if (condition == null || Boolean.TRUE.equals(condition.value(both, execution))) {
        Row after = RowUpdate.changed(table, there.row(), changes, both, execution, transaction);
        ValidPeriod during = valid == null ? untilItEnds(there, execution) : there.valid();
        replacements.add(new Transaction.Replacement(key(table, there.row()), after, during));
        written.add(table, after);
      }
    }
    return transaction.update(table, replacements);
  }

  /** The rows that have one of the keys already. */
  private List<TimedRow> inTheWay(
      Table table, Row row, @Nullable ValidPeriod valid, Transaction transaction) {
    for (Index key : keys) {
      List<TimedRow> holders = transaction.holders(table, key, row, valid);
      if (!holders.isEmpty()) {
        return holders;
      }
    }
    return List.of();
  }

  private static @Nullable Object[] both(Table table, Row there, Row row) {
    int width = SqlValues.width(table);
    @Nullable Object[] both = Arrays.copyOf(SqlValues.of(table, there), 2 * width);
    System.arraycopy(SqlValues.of(table, row), 0, both, width, width);
    return both;
  }

  private static List<@Nullable Object> key(Table table, Row there) {
    List<@Nullable Object> key = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      key.add(there.get(position));
    }
    return key;
  }

  private static @Nullable ValidPeriod untilItEnds(TimedRow there, Execution execution) {
    ValidPeriod valid = there.valid();
    return ValidColumns.since(valid.from(), valid.until(), execution.now());
  }
}
