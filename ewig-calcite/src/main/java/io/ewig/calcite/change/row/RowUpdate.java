package io.ewig.calcite.change.row;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.type.Documents;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows that a query gives: all columns of the table, when the row is true, and what the new
 * values are computed from.
 *
 * @param portion the time to change them for; null: from when they were looked for on
 */
public record RowUpdate(
    Target target,
    Operator query,
    List<Assigned> changes,
    @Nullable Portion portion,
    Partners partners)
    implements RowChange {

  @Override
  public Set<Operation> needs() {
    return Set.of(Operation.UPDATE);
  }

  @Override
  public long apply(Transaction transaction, Execution execution, Written written) {
    Portion.requireSense(portion, execution);
    Table table = target.table();
    List<Transaction.Replacement> replacements = new ArrayList<>();
    for (@Nullable Object[] given : partners.once(Given.all(query, execution), target)) {
      execution.tick();
      ValidPeriod valid = Portion.of(portion, given, table.columns().size(), execution);
      Row after = changed(table, row(table, given), changes, given, execution, transaction);
      replacements.add(new Transaction.Replacement(target.key(given), after, valid));
      written.add(table, after, partners, given);
    }
    return transaction.update(table, replacements);
  }

  /** A row of the engine from the first values of a row of SQL. */
  static Row row(Table table, @Nullable Object[] given) {
    @Nullable Object[] values = new @Nullable Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Documents.toEngine(given[i], table.columns().get(i).type());
    }
    return Row.wrap(values);
  }

  /** A row as it is stored: numbers have the digits of their columns, computed ones are new. */
  public static Row changed(
      Table table,
      Row before,
      List<Assigned> changes,
      @Nullable Object[] given,
      Execution execution,
      Transaction transaction) {
    @Nullable Object[] values = new @Nullable Object[before.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = before.get(i);
    }
    for (int i = 0; i < changes.size(); i++) {
      Assigned change = changes.get(i);
      values[table.positionOfId(change.column().id())] =
          change.isDefault()
              ? transaction.defaultOf(table, change.column())
              : change.column().accept(change.of(given, execution));
    }
    return transaction.computed(table, Row.wrap(values));
  }
}
