package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.json.JsonPointer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers at a place of documents. What is plainly one is taken as it is; about everything
 * else the expression is asked, so that there is one answer.
 *
 * @param column of documents
 * @param value of a row in which only that column is there
 */
public record PathLongs(int column, JsonPointer pointer, Form form, Expression value)
    implements LongTerm {

  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  @Override
  public Longs start(Execution execution) {
    return new Places(execution);
  }

  private final class Places implements Longs {
    private final Execution execution;
    private final @Nullable Object[] row = new @Nullable Object[column + 1];
    private final long[] values = new long[Batch.ROWS_MAX];
    private final boolean[] nulls = new boolean[Batch.ROWS_MAX];

    Places(Execution execution) {
      this.execution = execution;
    }

    @Override
    public LongVector of(Batch batch, Selection selection) {
      PathVector path = batch.path(column, pointer);
      boolean isPlain = path.scale() < POWERS.length;
      long divisor = isPlain ? POWERS[path.scale()] : 0;
      int[] rows = selection.rows();
      Arrays.fill(nulls, 0, batch.size(), false);
      for (int i = 0; i < selection.count(); i++) {
        int at = rows[i];
        if (isPlain && path.kinds()[at] == PathVector.NUMBER) {
          long number = path.numbers()[at];
          long whole = divisor == 1 ? number : number / divisor;
          if (whole * divisor == number && fits(whole)) {
            values[at] = whole;
            continue;
          }
        }
        ask(batch, at);
      }
      return new LongVector(values, nulls);
    }

    private boolean fits(long whole) {
      return form == Form.BIGINT || whole == (int) whole;
    }

    private void ask(Batch batch, int at) {
      execution.tick();
      row[column] = batch.value(column, at);
      Object found = value.value(row, execution);
      nulls[at] = found == null;
      values[at] = found == null ? 0 : ((Number) found).longValue();
    }
  }
}
