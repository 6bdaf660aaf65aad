package io.ewig.calcite.vector.join;

import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.stored.StoredLongs;
import io.ewig.calcite.vector.stored.StoredRows;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.column.Zone;
import io.ewig.engine.json.JsonPointer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a batch, each with one that was found for it: the batch's columns, and behind them those
 * that are kept.
 */
final class PairBatch implements Batch {

  private static final boolean[] NONE = {};
  private static final Zone ANYTHING = new Zone(Long.MIN_VALUE, Long.MAX_VALUE);

  private final Batch sought;
  private final Side side;
  private final Selection rows;

  /** What is the same for all batches of a reading; one thread. */
  static final class Side {
    private final StoredRows kept;
    private final int width;
    private final int[] matches = new int[ROWS_MAX];
    private final Map<Integer, Gathered> numbers = new HashMap<>(); // arrays that are used again

    /**
     * @param width how many columns a batch has of its own
     */
    Side(StoredRows kept, int width) {
      this.kept = kept;
      this.width = width;
    }

    /** For each row of a batch the one that was found; 0 for the one of nulls. */
    int[] matches() {
      return matches;
    }
  }

  /** Numbers of the rows that were found for those of one batch. */
  private static final class Gathered {
    private final long[] longs = new long[ROWS_MAX];
    private final boolean[] nulls = new boolean[ROWS_MAX];
    private boolean hasNulls;
    private @Nullable PairBatch of;
  }

  /**
   * @param rows that are wanted: some may be dropped while it is read
   */
  PairBatch(Batch sought, Side side, Selection rows) {
    this.sought = sought;
    this.side = side;
    this.rows = rows;
  }

  @Override
  public int size() {
    return sought.size();
  }

  @Override
  public void select(Selection into) {
    into.set(rows.rows(), rows.count());
  }

  private Gathered gathered(int column) {
    Gathered found = side.numbers.computeIfAbsent(column, any -> new Gathered());
    if (found.of != this) {
      gather((StoredLongs) side.kept.column(column - side.width), found);
      found.of = this;
    }
    return found;
  }

  private void gather(StoredLongs from, Gathered to) {
    long[] values = from.values();
    boolean[] nulls = from.nulls();
    int[] selected = rows.rows();
    to.hasNulls = false;
    for (int i = 0; i < rows.count(); i++) {
      int row = selected[i];
      int match = side.matches[row];
      to.longs[row] = values[match];
      to.nulls[row] = nulls[match];
      to.hasNulls |= nulls[match];
    }
  }

  @Override
  public long[] longs(int column) {
    return column < side.width ? sought.longs(column) : gathered(column).longs;
  }

  @Override
  public boolean[] nulls(int column) {
    if (column < side.width) {
      return sought.nulls(column);
    }
    Gathered of = gathered(column);
    return of.hasNulls ? of.nulls : NONE;
  }

  @Override
  public Zone zone(int column) {
    return column < side.width ? sought.zone(column) : ANYTHING;
  }

  @Override
  public int[] codes(int column) {
    return column < side.width ? sought.codes(column) : side.matches;
  }

  @Override
  public Coded coded(int column) {
    return column < side.width ? sought.coded(column) : side.kept.coded(column - side.width);
  }

  @Override
  public TextVector texts(int column) {
    return sought.texts(column);
  }

  @Override
  public Names names(int column) {
    return sought.names(column);
  }

  @Override
  public PathVector path(int column, JsonPointer pointer) {
    return sought.path(column, pointer);
  }

  @Override
  public @Nullable Object value(int column, int row) {
    return column < side.width
        ? sought.value(column, row)
        : side.kept.column(column - side.width).value(side.matches[row]);
  }
}
