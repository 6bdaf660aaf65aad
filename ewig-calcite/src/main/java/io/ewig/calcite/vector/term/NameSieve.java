package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Condition;

/**
 * A condition on names, asked once for each.
 *
 * @param condition on a row in which only that column is there
 */
public record NameSieve(int column, Condition condition) implements Sieve {

  @Override
  public Sifting start(Execution execution) {
    PerName<Boolean> passes = new PerName<>(column, row -> condition.holds(row, execution));
    return (batch, selection) -> {
      passes.enter(batch);
      int[] codes = batch.codes(column);
      int[] rows = selection.rows();
      int kept = 0;
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += passes.of(codes[row]) ? 1 : 0;
      }
      selection.keep(kept);
    };
  }
}
