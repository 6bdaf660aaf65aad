package io.ewig.calcite.operator.recursion;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.List;

/** The rows of the turn before. */
public final class WorkTableScan implements Operator {

  private final WorkTable table;

  public WorkTableScan(WorkTable table) {
    this.table = table;
  }

  @Override
  public Rows open(Execution execution) {
    return table.rows(execution);
  }

  @Override
  public String describe() {
    return "rows of the turn before of " + table.name();
  }

  @Override
  public List<Operator> inputs() {
    return List.of();
  }
}
