package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.column.Zone;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.json.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a few numbers, one large number, a name, and a text that may be null; two threads may
 * have a half each.
 *
 * @param from the first row that belongs to it
 */
record Columns(long[] few, long[] large, int[] names, @Nullable String[] texts, int from, int to)
    implements VectorSource {

  static final int FEW = 0;
  static final int LARGE = 1;
  static final int NAME = 2;
  static final int TEXT = 3;

  static final List<String> NAMES = List.of("rose", "tulip", "aster", "dill", "sage");

  private static final int BATCH = 7;

  @Override
  public VectorKind kind(int column) {
    return switch (column) {
      case FEW, LARGE -> VectorKind.NUMBER;
      case NAME -> VectorKind.NAME;
      default -> VectorKind.TEXT;
    };
  }

  @Override
  public boolean pays(Execution execution) {
    return true;
  }

  @Override
  public List<VectorSource> parts(int threads, Execution execution) {
    int middle = (from + to) / 2;
    return threads == 1
        ? List.of(this)
        : List.of(
            new Columns(few, large, names, texts, from, middle),
            new Columns(few, large, names, texts, middle, to));
  }

  @Override
  public Batches open(Execution execution) {
    return new Batches() {
      private int next = from;

      @Override
      public @Nullable Batch next() {
        int start = next;
        next = Math.min(to, start + BATCH);
        return start == to ? null : new Piece(start, next);
      }

      @Override
      public void close() {
        next = to;
      }
    };
  }

  private static final Batch.Names DICTIONARY =
      new Batch.Names() {
        @Override
        public int size() {
          return NAMES.size();
        }

        @Override
        public String get(int code) {
          return NAMES.get(code);
        }
      };

  private final class Piece implements Batch {
    private final int start;
    private final int end;

    Piece(int start, int end) {
      this.start = start;
      this.end = end;
    }

    @Override
    public int size() {
      return end - start;
    }

    @Override
    public void select(Selection into) {
      into.all(size());
    }

    @Override
    public long[] longs(int column) {
      return Arrays.copyOfRange(column == FEW ? few : large, start, end);
    }

    @Override
    public boolean[] nulls(int column) {
      return new boolean[0];
    }

    @Override
    public TextVector texts(int column) {
      BytesOut bytes = new BytesOut(16);
      int[] starts = new int[size()];
      int[] ends = new int[size()];
      boolean[] nulls = new boolean[size()];
      for (int i = 0; i < size(); i++) {
        String text = texts[start + i];
        nulls[i] = text == null;
        starts[i] = bytes.size();
        bytes.put(text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8));
        ends[i] = bytes.size();
      }
      return new TextVector(bytes.array(), starts, ends, nulls);
    }

    @Override
    public Zone zone(int column) {
      LongSummaryStatistics all = Arrays.stream(longs(column)).summaryStatistics();
      return new Zone(all.getMin(), all.getMax());
    }

    @Override
    public boolean isRising(int column) {
      long[] sorted = longs(column);
      Arrays.sort(sorted);
      return Arrays.equals(sorted, longs(column));
    }

    @Override
    public int[] codes(int column) {
      return Arrays.copyOfRange(names, start, end);
    }

    @Override
    public Names names(int column) {
      return DICTIONARY;
    }

    @Override
    public PathVector path(int column, JsonPointer pointer) {
      throw new IllegalStateException("there are no documents");
    }

    @Override
    public @Nullable Object value(int column, int row) {
      return switch (column) {
        case FEW -> few[start + row];
        case LARGE -> large[start + row];
        case NAME -> NAMES.get(names[start + row]);
        default -> texts[start + row];
      };
    }
  }
}
