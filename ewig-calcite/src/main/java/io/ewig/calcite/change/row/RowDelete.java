package io.ewig.calcite.change.row;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes away rows that a query gives: all columns of the table, and when the row is true.
 *
 * @param portion the time to take them away for; null: from when they were looked for on
 */
public record RowDelete(Target target, Operator query, @Nullable Portion portion, Partners partners)
    implements RowChange {

  @Override
  public Set<Operation> needs() {
    return Set.of(Operation.DELETE);
  }

  @Override
  public long apply(Transaction transaction, Execution execution, Written written) {
    Portion.requireSense(portion, execution);
    Table table = target.table();
    long count = 0;
    for (@Nullable Object[] given : partners.once(Given.all(query, execution), target)) {
      execution.tick();
      ValidPeriod valid = Portion.of(portion, given, table.columns().size(), execution);
      transaction.delete(table, target.key(given), valid); // what cascaded before has gone already
      count++;
      written.add(table, RowUpdate.row(table, given), partners, given);
    }
    return count;
  }
}
