package io.ewig.calcite.change.row;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.parser.change.Truncate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes away all rows of a table, those that are to come too, from now on. */
public record RowTruncate(Table table) implements RowChange {

  public static RowTruncate of(Table table, Truncate truncate) {
    if (truncate.restartsIdentity()) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "RESTART IDENTITY is not offered: history keeps the rows that have the numbers, and other"
              + " branches go on with them; say CONTINUE IDENTITY");
    }
    return new RowTruncate(table);
  }

  /** Nothing is counted, as elsewhere. */
  @Override
  public Set<Operation> needs() {
    return Set.of(Operation.DELETE);
  }

  @Override
  public long apply(Transaction transaction, Execution execution, Written written) {
    execution.tick();
    transaction.truncate(table);
    return 0;
  }

  @Override
  public @Nullable Operator query() {
    return null;
  }
}
