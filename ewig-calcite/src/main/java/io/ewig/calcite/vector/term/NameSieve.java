package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * A condition on names, asked once for each.
 *
 * @param condition on a row in which only that column is there
 */
public record NameSieve(int column, Condition condition) implements Sieve {

  @Override
  public Sifting start(Execution execution) {
    PerName passes = new PerName(column, row -> passes(row, execution));
    int[] passing = new int[Batch.ROWS_MAX];
    return (batch, selection) -> {
      int[] rows = selection.rows();
      passes.read(batch, rows, selection.count(), passing);
      int kept = 0;
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += passing[row];
      }
      selection.keep(kept);
    };
  }

  private int passes(@Nullable Object[] row, Execution execution) {
    execution.tick();
    return condition.holds(row, execution) ? 1 : 0;
  }
}
