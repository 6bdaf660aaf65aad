package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.Tally;
import io.ewig.engine.event.EventType;
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

  /** Takes in what is known of events without looking at them. */
  abstract void known(List<Tally<T>> tallies);

  /**
   * Takes in what is known of a run of a file's blocks without looking at their events.
   *
   * @return whether that is known; nothing was taken in if not
   */
  final boolean blocks(WarmFile file, int from, int to) {
    if (by.equals(NameColumn.TYPE)) {
      List<BlockEntry> blocks = file.contents().blocks();
      for (int i = from == 0 ? to - 1 : from; i < to; i++) {
        types(from == 0 ? blocks.get(i).typesSoFar() : blocks.get(i).types());
      }
      return true;
    }
    return by.equals(NameColumn.WORLD) && worlds(file, from, to);
  }

  @SuppressWarnings("unchecked") // the column's type is that of its names
  private void types(List<Tally<EventType>> tallies) {
    known((List<Tally<T>>) (List<?>) tallies);
  }

  /** Takes in some rows of a block, or nothing of it if it is damaged. */
  final void rows(WarmFile file, int index, int from, int to) {
    WarmBlock block = file.block(index);
    int[] known = from == 0 && to == block.size() ? counts(block) : null;
    if (known != null) {
      by(block.names(by));
      counts(known);
      return;
    }
    TypeSteps types = from == 0 && by.equals(NameColumn.TYPE) ? file.typeSteps(index) : null;
    if (types != null) {
      types(types.until(block, to));
    } else {
      codes(block, block.codes(by, 0, to), from, to);
    }
  }

  /** What a block says of all its events, if that is enough; else null. */
  abstract int @Nullable [] counts(WarmBlock block);

  /** Takes these in. */
  abstract void counts(int[] known);

  /** Takes in rows of a block, after all was read that is wanted of it. */
  abstract void codes(WarmBlock block, int[] codes, int from, int to);

  /** Takes in the worlds of a run of blocks. */
  abstract boolean worlds(WarmFile file, int from, int to);

  /** Takes in a batch whose codes are those of the batches before it. */
  abstract void codes(EventBatch batch);

  /** Adds what was counted by codes to the sums. */
  abstract void sum(Dictionary<T> counted);

  final void batch(EventBatch batch) {
    by(batch.names(by));
    codes(batch);
  }

  /** What comes next has these codes. */
  @SuppressWarnings("ReferenceEquality") // the very same dictionary has the same codes
  final void by(Dictionary<T> now) {
    if (now != names) {
      end();
      names = now;
    }
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
    void known(List<Tally<T>> all) {
      end();
      all.forEach(tally -> sums.merge(tally.name(), tally, Tally::then));
    }

    @Override
    boolean worlds(WarmFile file, int from, int to) {
      return false; // blocks do not say which of a world's events come first and last
    }

    @Override
    int @Nullable [] counts(WarmBlock block) {
      return null; // they do not say which come first and last
    }

    @Override
    void counts(int[] known) {
      throw new IllegalStateException("counts alone are never enough");
    }

    @Override
    void codes(WarmBlock block, int[] codes, int from, int to) {
      long[] nanos = block.systemNanos(to);
      Dictionary<T> now = block.names(by);
      by(now);
      tallies.add(codes, from, to, now.size(), block.firstSeq(), nanos);
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
      long first = batch.firstSeq();
      for (int i = 0; i < batch.selected(); i++) {
        int row = rows[i];
        tallies.add(codes[row], first + row, nanos[row]);
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
    void known(List<Tally<T>> all) {
      all.forEach(tally -> sums.merge(tally.name(), tally.count(), Long::sum));
    }

    @Override
    boolean worlds(WarmFile file, int from, int to) {
      WorldCounts known = file.worldCounts();
      if (known == null) {
        return false;
      }
      int[] run = known.within(file, from, to);
      by(file.contents().names().of(by));
      counts.add(run);
      return true;
    }

    @Override
    int @Nullable [] counts(WarmBlock block) {
      return block.counts(by);
    }

    @Override
    void counts(int[] known) {
      counts.add(known);
    }

    @Override
    void codes(WarmBlock block, int[] codes, int from, int to) {
      by(block.names(by));
      counts.add(codes, from, to);
    }

    @Override
    void codes(EventBatch batch) {
      int[] known = batch.isWhole() ? batch.counts(by) : null;
      if (known != null) {
        counts.add(known);
        return;
      }
      counts.add(batch.codes(by), batch.rows(), batch.selected());
    }

    @Override
    void sum(Dictionary<T> counted) {
      counts.addTo(sums, counted);
      counts = new CodeCounts(counted.size());
    }
  }
}
