package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Condition;

/**
 * Any condition, asked row by row.
 *
 * @param needs the columns that it is about
 */
public record RowSieve(int[] needs, Condition condition) implements Sieve {

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
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "row by row";
  }
}
