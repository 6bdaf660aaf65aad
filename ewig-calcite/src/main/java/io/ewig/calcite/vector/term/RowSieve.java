package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Condition;

/** Any condition, asked row by row. */
public final class RowSieve implements Sieve {

  private final int[] needs;
  private final Condition condition;

  /**
   * @param needs the columns that it is about
   */
  public RowSieve(int[] needs, Condition condition) {
    this.needs = needs;
    this.condition = condition;
  }

  @Override
  public Sifting start(Execution execution) {
    NeededRow row = new NeededRow(needs);
    return (batch, selection) -> {
      int[] rows = selection.rows();
      int kept = 0;
      for (int i = 0; i < selection.count(); i++) {
        execution.tick();
        int at = rows[i];
        rows[kept] = at;
        kept += condition.holds(row.of(batch, at), execution) ? 1 : 0;
      }
      selection.keep(kept);
    };
  }

  @Override
  public String toString() {
    return "row by row";
  }
}
