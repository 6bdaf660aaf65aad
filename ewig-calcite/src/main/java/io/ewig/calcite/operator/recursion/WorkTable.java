package io.ewig.calcite.operator.recursion;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.spill.RowStore;

/** The rows of the turn before, in whichever execution; any thread. */
public final class WorkTable {

  private final String name;

  public WorkTable(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  Rows rows(Execution execution) {
    if (execution.kept(this) instanceof RowStore rows) {
      return rows.rows();
    }
    throw new IllegalStateException("nobody works on " + name);
  }

  void set(RowStore rows, Execution execution) {
    execution.keep(this, rows);
  }

  void forget(Execution execution) {
    execution.keep(this, null);
  }
}
