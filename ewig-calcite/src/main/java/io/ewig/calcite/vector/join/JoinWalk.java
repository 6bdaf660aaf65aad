package io.ewig.calcite.vector.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.join.JoinType;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.term.Sieve.Sifting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one reading of a join; one thread.
 *
 * <p>Rows of a batch stay where they are in it: in a first round each has its first match, in a
 * second one those that have another one have that, and so on. What else is asked of pairs drops
 * some of a round. Rows without a match come behind, where they are wanted.
 */
final class JoinWalk implements Batches {

  private final JoinType type;
  private final JoinTable table;
  private final JoinTable.Lookup lookup;
  private final Batches batches;
  private final Execution execution;
  private final List<Sifting> siftings;
  private final List<Sifting> residual;
  private final PairBatch.Side side;
  private final int[] matches;
  private final boolean[] isMatched = new boolean[Batch.ROWS_MAX];

  private final Selection rows = new Selection(); // that are looked up
  private final Selection waiting =
      new Selection(); // those of them that have a match in this round
  private final Selection given = new Selection();
  private @Nullable Batch batch;

  JoinWalk(VectorJoin join, JoinTable table, VectorSource sought, Execution execution) {
    this.type = join.type();
    this.table = table;
    this.lookup = table.lookup(execution);
    this.execution = execution;
    this.siftings = join.sieves().stream().map(sieve -> sieve.start(execution)).toList();
    this.residual = join.residual().stream().map(sieve -> sieve.start(execution)).toList();
    this.side = new PairBatch.Side(table.rows(), join.width());
    this.matches = side.matches();
    this.batches = sought.open(execution);
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      execution.check();
      Batch now = batch;
      if (now == null) {
        now = batches.next();
        if (now == null) {
          return null;
        }
        batch = now;
        begin(now);
      } else {
        goOn();
      }
      Batch pairs = pairs(now);
      if (pairs != null) {
        return pairs;
      }
      batch = null;
      Batch alone = alone(now);
      if (alone != null) {
        return alone;
      }
    }
  }

  private void begin(Batch of) {
    of.select(rows);
    sift(siftings, of, rows);
    lookup.find(of, rows, matches);
    waiting.set(rows.rows(), rows.count());
    boolean isEnough = residual.isEmpty(); // a row with a match needs no other proof
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.rows()[i];
      isMatched[row] = isEnough && matches[row] != 0;
    }
    if (isEnough && type.isHalf()) {
      waiting.keep(0);
    }
    dropUnmatched();
  }

  /** Each row to its next match. */
  private void goOn() {
    int[] selected = waiting.rows();
    for (int i = 0; i < waiting.count(); i++) {
      matches[selected[i]] = table.next(matches[selected[i]]);
    }
    dropUnmatched();
  }

  private void dropUnmatched() {
    int[] selected = waiting.rows();
    int kept = 0;
    for (int i = 0; i < waiting.count(); i++) {
      int row = selected[i];
      selected[kept] = row;
      kept += matches[row] == 0 || (type.isHalf() && isMatched[row]) ? 0 : 1;
    }
    waiting.keep(kept);
  }

  /** The pairs of this round, or of the next one that has any; null after the last. */
  private @Nullable Batch pairs(Batch of) {
    for (; !waiting.isEmpty(); goOn()) {
      given.set(waiting.rows(), waiting.count());
      Batch pairs = new PairBatch(of, side, given);
      if (!residual.isEmpty()) {
        sift(residual, pairs, given);
        note();
      }
      if (!given.isEmpty() && !type.isHalf()) {
        return pairs;
      }
    }
    return null;
  }

  private void note() {
    for (int i = 0; i < given.count(); i++) {
      isMatched[given.rows()[i]] = true;
    }
  }

  /** Rows that are given without those that were found for them; null if there are none. */
  private @Nullable Batch alone(Batch of) {
    if (type == JoinType.INNER) {
      return null;
    }
    int kept = 0;
    given.set(rows.rows(), rows.count());
    int[] selected = given.rows();
    for (int i = 0; i < rows.count(); i++) {
      int row = selected[i];
      selected[kept] = row;
      kept += isMatched[row] == (type == JoinType.SEMI) ? 1 : 0;
      matches[row] = 0;
    }
    given.keep(kept);
    return given.isEmpty() ? null : new PairBatch(of, side, given);
  }

  private static void sift(List<Sifting> by, Batch of, Selection rows) {
    for (int i = 0; i < by.size() && !rows.isEmpty(); i++) {
      by.get(i).sift(of, rows);
    }
  }

  @Override
  public void close() {
    batches.close();
  }
}
