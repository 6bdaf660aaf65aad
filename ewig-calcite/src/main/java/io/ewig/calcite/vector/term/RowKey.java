package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;

/** Anything, computed row by row. */
public final class RowKey implements KeyTerm {

  private final int[] needs;
  private final Expression expression;

  /**
   * @param needs the columns that it is about
   */
  public RowKey(int[] needs, Expression expression) {
    this.needs = needs;
    this.expression = expression;
  }

  @Override
  public Numbering start(Execution execution) {
    return new Numbers(execution);
  }

  private final class Numbers extends ValueNumbers {
    private final Execution execution;
    private final NeededRow row = new NeededRow(needs);
    private final int[] numbers = new int[Batch.ROWS_MAX];

    Numbers(Execution execution) {
      this.execution = execution;
    }

    @Override
    public int[] of(Batch batch, Selection selection) {
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        execution.tick();
        numbers[rows[i]] = number(expression.value(row.of(batch, rows[i]), execution));
      }
      return numbers;
    }
  }

  @Override
  public String toString() {
    return "row by row";
  }
}
