package io.ewig.calcite.vector.sort;

import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.calcite.operator.sort.BestRows;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.LongTerm;
import org.jspecify.annotations.Nullable;

/**
 * By a number or an instant. The least keys so far are kept besides the rows: where keys get better
 * from row to row, as those of the last events do, most rows of a batch are dropped at its end.
 */
final class LongBound implements Bound {

  private final LongTerm.Longs longs;
  private final SortColumn key;
  private final LaterKeys later;
  private final int zoned;
  private final LeastLongs least;

  /**
   * @param zoned the column that it is, if that is never null; or -1
   */
  LongBound(LongTerm.Longs longs, SortColumn key, LaterKeys later, int zoned, int wanted) {
    this.longs = longs;
    this.key = key;
    this.later = later;
    this.zoned = zoned;
    this.least = new LeastLongs(wanted);
  }

  /** A number that is less where the value comes first. */
  private long rank(long value) {
    return key.isDescending() ? ~value : value;
  }

  @Override
  public void sift(Batch batch, Selection selection, BestRows best) {
    LongVector vector = longs.of(batch, selection);
    @Nullable Object[] worst = best.isFull() ? best.worst() : null;
    boolean isNullIn = key.isNullsFirst() || worst == null || worst[key.index()] == null;
    long rankOfWorst = least.isFull() ? least.greatest() : Long.MAX_VALUE;
    int[] rows = selection.rows();
    int kept = 0;
    for (int i = 0; i < selection.count(); i++) {
      int row = rows[i];
      boolean isIn;
      if (vector.mayHaveNulls() && vector.nulls()[row]) {
        isIn = isNullIn;
      } else {
        long rank = rank(vector.values()[row]);
        isIn = isIn(rank) && !(rank == rankOfWorst && isBeyond(batch, row, worst));
        if (isIn) {
          least.offer(rank);
        }
      }
      rows[kept] = row;
      kept += isIn ? 1 : 0;
    }
    selection.keep(kept);
    dropWorse(vector, selection);
  }

  private boolean isIn(long rank) {
    return !least.isFull() || rank < least.greatest() || (rank == least.greatest() && !isLast());
  }

  /** Whether nothing but this key counts, so that ties are behind. */
  private boolean isLast() {
    return later.keys().isEmpty() && later.areTiesBehind();
  }

  private boolean isBeyond(Batch batch, int row, @Nullable Object @Nullable [] worst) {
    return worst != null && later.areBeyond(batch, row, worst);
  }

  /** Better ones have come behind them. */
  private void dropWorse(LongVector vector, Selection selection) {
    if (!least.isFull()) {
      return;
    }
    long greatest = least.greatest();
    int[] rows = selection.rows();
    int kept = 0;
    for (int i = 0; i < selection.count(); i++) {
      int row = rows[i];
      boolean isNull = vector.mayHaveNulls() && vector.nulls()[row];
      rows[kept] = row;
      kept += isNull || rank(vector.values()[row]) <= greatest ? 1 : 0;
    }
    selection.keep(kept);
  }

  @Override
  public boolean isBeyond(Batch batch) {
    if (zoned < 0 || !least.isFull()) {
      return false;
    }
    long first = key.isDescending() ? batch.zone(zoned).max() : batch.zone(zoned).min();
    return rank(first) > least.greatest();
  }

  @Override
  public boolean isBeyond(Batch batch, int row) {
    return zoned >= 0 && least.isFull() && rank(batch.longs(zoned)[row]) > least.greatest();
  }
}
