package io.ewig.calcite.vector.scan;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.ReadySource;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.term.Sieve;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.error.EwigException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows that pass.
 *
 * @param columns what is wanted of them
 * @param byRow does the same row by row, where vectors do not pay
 */
public record VectorScan(
    VectorSource source, List<Sieve> sieves, List<Integer> columns, Operator byRow)
    implements Operator {

  @Override
  public Rows open(Execution execution) {
    boolean pays = execution.usesVectors() && source.pays(execution);
    ReadySource ready = pays ? ReadySource.of(source, execution) : null;
    if (ready != null) {
      return new Passing(ready, execution);
    }
    execution.note(this, "row by row");
    return byRow.open(execution);
  }

  @Override
  public String describe() {
    return byRow.describe() + ", by vectors where they pay";
  }

  @Override
  public List<Operator> inputs() {
    return byRow.inputs();
  }

  /** What EXPLAIN ANALYZE says of so many rows in batches; others were passed over as a whole. */
  public static String note(long rows) {
    return "by vectors, " + rows + " rows looked at";
  }

  private VectorKind kind(int column) {
    return source.kind(columns.get(column));
  }

  private final class Passing implements ColumnRows {
    private final Execution execution;
    private final ReadySource ready;
    private final List<Sieve.Sifting> siftings;
    private final int[] wanted = columns.stream().mapToInt(Integer::intValue).toArray();
    private final Form[] forms = new Form[wanted.length];
    private final Selection rows = new Selection();
    private final Batches batches;
    private final long[][] numbers = new long[wanted.length][];
    private final boolean[][] nulls = new boolean[wanted.length][];
    private final @Nullable TextVector[] texts = new @Nullable TextVector[wanted.length];
    private final @Nullable Object[] values = new @Nullable Object[wanted.length];
    private final Selection later = new Selection();
    private @Nullable Batch batch;
    private long lookedAt;
    private int next;
    private int at;
    private int nextLater;

    Passing(ReadySource ready, Execution execution) {
      this.execution = execution;
      this.ready = ready;
      this.siftings = sieves.stream().map(sieve -> sieve.start(execution)).toList();
      this.batches = ready.source().open(execution);
      Arrays.setAll(forms, column -> form(kind(column)));
    }

    private static Form form(VectorKind kind) {
      return switch (kind) {
        case NUMBER -> Form.NUMBER;
        case TEXT -> Form.TEXT;
        default -> Form.VALUE;
      };
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      Batch of = toNext();
      if (of == null) {
        return null;
      }
      @Nullable Object[] row = new @Nullable Object[wanted.length];
      for (int i = 0; i < wanted.length; i++) {
        row[i] = of.value(wanted[i], at);
      }
      return row;
    }

    /** The batch with the next row, or null after the last one. */
    private @Nullable Batch toNext() {
      execution.tick();
      while (batch == null || next == rows.count()) {
        if (batch != null && nextLater < later.count()) {
          siftOne(batch);
          continue;
        }
        batch = batches.next();
        if (batch == null) {
          return null;
        }
        execution.check();
        sift(batch);
        next = 0;
      }
      at = rows.rows()[next++];
      return batch;
    }

    private void sift(Batch of) {
      of.select(rows);
      lookedAt += rows.count();
      later.keep(0);
      nextLater = 0;
      try {
        siftAll(of);
      } catch (EwigException e) {
        execution.check();
        of.select(later);
        rows.keep(0);
      }
    }

    /** Who wants the first rows only may never come to the one that a condition fails for. */
    private void siftOne(Batch of) {
      rows.rows()[0] = later.rows()[nextLater++];
      rows.keep(1);
      next = 0;
      siftAll(of);
    }

    private void siftAll(Batch of) {
      for (int i = 0; i < siftings.size() && !rows.isEmpty(); i++) {
        siftings.get(i).sift(of, rows);
      }
    }

    // ---- as columns

    @Override
    public Form form(int column) {
      return forms[column];
    }

    @Override
    public boolean advance() {
      Batch of = toNext();
      if (of == null) {
        return false;
      }
      if (next == 1) {
        read(of);
      }
      for (int i = 0; i < forms.length; i++) {
        if (forms[i] == Form.VALUE) {
          values[i] = of.value(wanted[i], at);
        }
      }
      return true;
    }

    private void read(Batch of) {
      for (int i = 0; i < forms.length; i++) {
        switch (forms[i]) {
          case NUMBER -> {
            numbers[i] = of.longs(wanted[i]);
            nulls[i] = of.nulls(wanted[i]);
          }
          case TEXT -> {
            TextVector column = of.texts(wanted[i]);
            texts[i] = column;
            nulls[i] = column.nulls();
          }
          case VALUE -> {}
        }
      }
    }

    @Override
    public boolean isNull(int column) {
      boolean[] of = nulls[column];
      return of.length > 0 && of[at];
    }

    @Override
    public long number(int column) {
      return numbers[column][at];
    }

    @Override
    public TextVector texts(int column) {
      return Objects.requireNonNull(texts[column], "is no column of texts");
    }

    @Override
    public int at() {
      return at;
    }

    @Override
    public @Nullable Object value(int column) {
      return forms[column] == Form.VALUE
          ? values[column]
          : Objects.requireNonNull(batch, "stands on no row").value(wanted[column], at);
    }

    @Override
    public void close() {
      execution.note(VectorScan.this, note(lookedAt));
      batches.close();
      ready.close();
    }
  }
}
