package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.Tally;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts events by a column of names, file by file and batch by batch in the order of the log; by
 * codes as long as these stand for the same; one thread.
 */
abstract sealed class NameCounting<T> {

  final NameColumn<T> by;
  private @Nullable Dictionary<T> names;

  private NameCounting(NameColumn<T> by) {
    this.by = by;
  }

  /** Takes in what a file says of all its events. */
  abstract void file(List<Tally<T>> tallies);

  /** Takes in a batch whose codes are those of the batches before it. */
  abstract void codes(EventBatch batch);

  /** Adds what was counted by codes to the sums. */
  abstract void sum(Dictionary<T> counted);

  @SuppressWarnings("ReferenceEquality") // the very same dictionary has the same codes
  final void batch(EventBatch batch) {
    Dictionary<T> now = batch.names(by);
    if (now != names) {
      end();
      names = now;
    }
    codes(batch);
  }

  /** What comes next has codes of its own, or nothing comes any more. */
  final void end() {
    if (names != null) {
      sum(names);
      names = null;
    }
  }

  /** How many there are of each, and the first and the last of them. */
  static final class WithExtremes<T> extends NameCounting<T> {
    private final Map<T, Tally<T>> sums;
    private final Tallies tallies = new Tallies();

    WithExtremes(NameColumn<T> by, Map<T, Tally<T>> sums) {
      super(by);
      this.sums = sums;
    }

    @Override
    void file(List<Tally<T>> all) {
      end();
      all.forEach(tally -> sums.merge(tally.name(), tally, Tally::then));
    }

    @Override
    void codes(EventBatch batch) {
      List<Tally<T>> known = batch.isWhole() ? batch.tallies(by) : null;
      if (known != null) {
        sum(batch.names(by)); // those before come first
        known.forEach(tally -> sums.merge(tally.name(), tally, Tally::then));
        return;
      }
      int[] codes = batch.codes(by);
      long[] nanos = batch.longs(LongColumn.SYSTEM_TIME);
      int[] rows = batch.rows();
      for (int i = 0; i < batch.selected(); i++) {
        tallies.add(codes[rows[i]], batch.firstSeq() + rows[i], nanos[rows[i]]);
      }
    }

    @Override
    void sum(Dictionary<T> counted) {
      tallies.of(counted).forEach(tally -> sums.merge(tally.name(), tally, Tally::then));
      tallies.clear();
    }
  }

  /** How many there are of each, and no more. */
  static final class Plain<T> extends NameCounting<T> {
    private final Map<T, Long> sums;
    private CodeCounts counts = new CodeCounts(0);

    Plain(NameColumn<T> by, Map<T, Long> sums) {
      super(by);
      this.sums = sums;
    }

    @Override
    void file(List<Tally<T>> all) {
      all.forEach(tally -> sums.merge(tally.name(), tally.count(), Long::sum));
    }

    @Override
    void codes(EventBatch batch) {
      int[] known = batch.isWhole() ? batch.counts(by) : null;
      if (known != null) {
        counts.add(known);
        return;
      }
      int[] codes = batch.codes(by);
      int[] rows = batch.rows();
      for (int i = 0; i < batch.selected(); i++) {
        counts.add(codes[rows[i]], 1);
      }
    }

    @Override
    void sum(Dictionary<T> counted) {
      counts.addTo(sums, counted);
      counts = new CodeCounts(counted.size());
    }
  }
}
