package io.ewig.calcite.change;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.change.row.RowChange;
import io.ewig.calcite.change.row.Target;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.statement.Frame;
import io.ewig.calcite.statement.Plan;
import io.ewig.engine.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * How rows are changed.
 *
 * @param returning what RETURNING wants of the rows, or null
 */
public record ChangePlan(
    Frame frame, Target target, RowChange change, @Nullable RowAnswer returning) implements Plan {

  void requireAllowed(Session session) {
    Table table = target.table();
    Subject subject = new Subject.OfTable(table.schema(), table.name());
    change.needs().forEach(operation -> session.require(operation, subject));
    if (returning != null && !change.needs().isEmpty()) {
      session.require(Operation.SELECT, subject);
    }
  }
}
