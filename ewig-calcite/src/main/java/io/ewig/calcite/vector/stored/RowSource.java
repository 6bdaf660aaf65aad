package io.ewig.calcite.vector.stored;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.column.Zone;
import io.ewig.engine.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator gives row by row, for those who want columns.
 *
 * @param kinds of its columns: whole numbers come as {@link VectorKind#NUMBER}, all else as {@link
 *     VectorKind#VALUE}
 */
public record RowSource(Operator operator, List<VectorKind> kinds) implements VectorSource {

  private static final boolean[] NONE = {};
  private static final Zone ANYTHING = new Zone(Long.MIN_VALUE, Long.MAX_VALUE);

  @Override
  public VectorKind kind(int column) {
    return kinds.get(column);
  }

  @Override
  public boolean pays(Execution execution) {
    return true;
  }

  @Override
  public Batches open(Execution execution) {
    return new Walk(operator.open(execution));
  }

  private static final class Walk implements Batches {
    private final Rows rows;
    private boolean isOver;

    Walk(Rows rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable Batch next() {
      List<@Nullable Object[]> read = new ArrayList<>();
      while (!isOver && read.size() < Batch.ROWS_MAX) {
        @Nullable Object[] row = rows.next();
        isOver = row == null;
        if (row != null) {
          read.add(row);
        }
      }
      return read.isEmpty() ? null : new Some(read);
    }

    @Override
    public void close() {
      isOver = true;
      rows.close();
    }
  }

  private record Some(List<@Nullable Object[]> rows) implements Batch {

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public void select(Selection into) {
      into.all(rows.size());
    }

    @Override
    public long[] longs(int column) {
      long[] numbers = new long[rows.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = value(column, i) instanceof Number number ? number.longValue() : 0;
      }
      return numbers;
    }

    @Override
    public boolean[] nulls(int column) {
      boolean[] nulls = new boolean[rows.size()];
      boolean hasNulls = false;
      for (int i = 0; i < nulls.length; i++) {
        nulls[i] = value(column, i) == null;
        hasNulls |= nulls[i];
      }
      return hasNulls ? nulls : NONE;
    }

    @Override
    public Zone zone(int column) {
      return ANYTHING;
    }

    @Override
    public @Nullable Object value(int column, int row) {
      return rows.get(row)[column];
    }

    @Override
    public TextVector texts(int column) {
      throw noSuch(column);
    }

    @Override
    public int[] codes(int column) {
      throw noSuch(column);
    }

    @Override
    public Names names(int column) {
      throw noSuch(column);
    }

    @Override
    public PathVector path(int column, JsonPointer pointer) {
      throw noSuch(column);
    }

    private static IllegalStateException noSuch(int column) {
      return new IllegalStateException("column " + column + " is of numbers or of values");
    }
  }
}
