package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.column.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** MIN and MAX of a column of texts, which are compared where they lie. */
public record ExtremeTexts(int column, boolean isMax) implements VectorAggregation {

  @Override
  public Totals start(Execution execution) {
    return new Extremes(column, isMax);
  }

  private static final class Extremes implements Totals {

    private static final int HEADER_BYTES = 16;

    private final int column;
    private final boolean isMax;
    private byte[] @Nullable [] extremes = new byte[16][];
    private long held;

    Extremes(int column, boolean isMax) {
      this.column = column;
      this.isMax = isMax;
    }

    @Override
    public void add(Batch batch, Selection selection, int[] groups, int count) {
      grow(count);
      TextVector texts = batch.texts(column);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        if (!texts.isNull(row)) {
          offer(groups[row], texts.bytes(), texts.from()[row], texts.to()[row]);
        }
      }
    }

    private void grow(int groups) {
      if (extremes.length < groups) {
        extremes = Arrays.copyOf(extremes, Math.max(groups, 2 * extremes.length));
      }
    }

    private void offer(int group, byte[] bytes, int from, int to) {
      byte[] known = extremes[group];
      if (known != null) {
        int order = Arrays.compareUnsigned(bytes, from, to, known, 0, known.length);
        if (isMax ? order <= 0 : order >= 0) {
          return;
        }
        held -= known.length + HEADER_BYTES;
      }
      extremes[group] = Arrays.copyOfRange(bytes, from, to);
      held += to - from + HEADER_BYTES;
    }

    @Override
    public void take(Totals other, int[] groups, int count) {
      Extremes those = (Extremes) other;
      grow(count);
      for (int i = 0; i < groups.length && i < those.extremes.length; i++) {
        byte[] found = those.extremes[i];
        if (found != null) {
          offer(groups[i], found, 0, found.length);
        }
      }
    }

    @Override
    public @Nullable Object value(int group) {
      byte[] found = group < extremes.length ? extremes[group] : null;
      return found == null ? null : new String(found, StandardCharsets.UTF_8);
    }

    @Override
    public long bytes() {
      return held + 4L * extremes.length;
    }
  }
}
