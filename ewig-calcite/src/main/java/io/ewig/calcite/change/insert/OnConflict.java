package io.ewig.calcite.change.insert;

import io.ewig.calcite.change.row.Assigned;
import io.ewig.calcite.change.row.RowUpdate;
import io.ewig.calcite.change.row.SqlValues;
import io.ewig.calcite.change.row.Written;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an INSERT does about a row whose key is taken.
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
    Row there = taken(table, row, transaction);
    if (there == null) {
      written.add(table, transaction.insert(table, row, valid));
      return 1;
    }
    if (changes == null) {
      return 0;
    }
    int width = SqlValues.width(table);
    @Nullable Object[] both = Arrays.copyOf(SqlValues.of(table, there), 2 * width);
    System.arraycopy(SqlValues.of(table, row), 0, both, width, width);
    if (condition != null && !Boolean.TRUE.equals(condition.value(both, execution))) {
      return 0;
    }
    Row after = RowUpdate.changed(table, there, changes, both, execution, transaction);
    List<@Nullable Object> key = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      key.add(there.get(position));
    }
    transaction.update(table, key, before -> after, valid);
    written.add(table, after);
    return 1;
  }

  /** The row that has one of the keys already. */
  private @Nullable Row taken(Table table, Row row, Transaction transaction) {
    for (Index key : keys) {
      Object[] values =
          Arrays.stream(table.positionsOf(key)).mapToObj(row::get).toArray(Object[]::new);
      if (Arrays.asList(values).contains(null)) {
        continue; // a null is in nobody's way
      }
      RowCursor found = transaction.view().lookup(table, key, Arrays.asList(values));
      if (found.next()) {
        return found.row();
      }
    }
    return null;
  }
}
