package io.ewig.calcite.change.row;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.engine.session.Transaction;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement does to rows; immutable, any thread. */
public interface RowChange {

  /** Does it; gives how many rows it was done to. */
  long apply(Transaction transaction, Execution execution, Written written);

  /** What has to be allowed on the table to do it. */
  Set<Operation> needs();

  /** Finds the rows; null if the statement spells them out, or means all. */
  @Nullable Operator query();
}
