package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import java.util.Arrays;

/** Whole numbers, computed row by row. */
public final class RowLongs implements LongTerm {

  private final int[] needs;
  private final Form form;
  private final Expression expression;

  /**
   * @param needs the columns that they are about
   */
  public RowLongs(int[] needs, Form form, Expression expression) {
    this.needs = needs;
    this.form = form;
    this.expression = expression;
  }

  @Override
  public Form form() {
    return form;
  }

  @Override
  public Longs start(Execution execution) {
    return new Computed(execution);
  }

  private final class Computed implements Longs {

    private final Execution execution;
    private final NeededRow row = new NeededRow(needs);
    private final long[] values = new long[Batch.ROWS_MAX];
    private final boolean[] nulls = new boolean[Batch.ROWS_MAX];

    Computed(Execution execution) {
      this.execution = execution;
    }

    @Override
    public LongVector of(Batch batch, Selection selection) {
      int[] rows = selection.rows();
      Arrays.fill(nulls, 0, batch.size(), false);
      for (int i = 0; i < selection.count(); i++) {
        execution.tick();
        int at = rows[i];
        Object value = expression.value(row.of(batch, at), execution);
        nulls[at] = value == null;
        values[at] = value == null ? 0 : ((Number) value).longValue();
      }
      return new LongVector(values, nulls);
    }
  }

  @Override
  public String toString() {
    return "row by row";
  }
}
