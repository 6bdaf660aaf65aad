package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventBatches;
import io.ewig.engine.column.EventColumns;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.Tally;
import io.ewig.engine.internal.warm.WarmManifestFormat.Entry;
import io.ewig.engine.log.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads columns from warm files, and what is in none from the log. */
public final class WarmColumns implements EventColumns {

  private final EventLog log;
  private final @Nullable WarmFolder folder;

  /**
   * @param folder null for none: all is read from the log
   */
  public WarmColumns(EventLog log, @Nullable WarmFolder folder) {
    this.log = log;
    this.folder = folder;
  }

  private List<Entry> entries() {
    return folder == null ? List.of() : folder.entries();
  }

  @Override
  public EventBatches scan(EventSelection selection) {
    long size = log.head().size();
    long from = selection.fromSeq();
    long to = Math.min(size, selection.toSeq());
    if (selection.fromNanos() != Long.MIN_VALUE) {
      from = Math.max(from, log.sizeAt(selection.fromNanos() - 1));
    }
    if (selection.toNanos() != Long.MAX_VALUE) {
      to = Math.min(to, log.sizeAt(selection.toNanos()));
    }
    return new WarmBatches(log, folder, selection.within(Math.min(from, to), to));
  }

  @Override
  public long warmUntil(long fromSeq) {
    long until = fromSeq;
    for (Entry entry : entries()) {
      until = entry.fromSeq() <= until && entry.endSeq() > until ? entry.endSeq() : until;
    }
    return until;
  }

  @Override
  public <T> List<Tally<T>> tallies(NameColumn<T> by, long fromSeq, long toSeq) {
    long end = Math.min(toSeq, log.head().size());
    Map<T, Tally<T>> sums = new HashMap<>();
    long at = fromSeq;
    for (Entry entry : entries()) {
      if (entry.fromSeq() >= at && entry.endSeq() <= end) {
        List<Tally<T>> whole = whole(entry, by);
        if (whole != null) {
          count(by, at, entry.fromSeq(), sums);
          whole.forEach(tally -> sums.merge(tally.name(), tally, Tally::then));
          at = entry.endSeq();
        }
      }
    }
    count(by, at, end, sums);
    return new ArrayList<>(sums.values());
  }

  @SuppressWarnings("unchecked") // the column's type is that of its names
  private <T> @Nullable List<Tally<T>> whole(Entry entry, NameColumn<T> by) {
    WarmFile file = folder == null ? null : folder.enter(entry);
    if (file == null) {
      return null;
    }
    try {
      return (List<Tally<T>>) file.contents().tallies().get(by.number());
    } finally {
      file.leave();
    }
  }

  private <T> void count(NameColumn<T> by, long from, long to, Map<T, Tally<T>> sums) {
    if (from >= to) {
      return;
    }
    Counting<T> counting = new Counting<>(by, sums);
    try (EventBatches batches = scan(EventSelection.all().within(from, to))) {
      while (batches.next()) {
        counting.add(batches.batch());
      }
    }
    counting.sum();
  }

  /** Counts batch by batch, by codes as long as these stand for the same; one thread. */
  private static final class Counting<T> {
    private final NameColumn<T> by;
    private final Map<T, Tally<T>> sums;
    private final Tallies tallies = new Tallies();
    private @Nullable Dictionary<T> names;

    Counting(NameColumn<T> by, Map<T, Tally<T>> sums) {
      this.by = by;
      this.sums = sums;
    }

    @SuppressWarnings("ReferenceEquality") // the very same dictionary has the same codes
    void add(EventBatch batch) {
      List<Tally<T>> known = batch.isWhole() ? batch.tallies(by) : null;
      Dictionary<T> now = batch.names(by);
      if (known != null || now != names) {
        sum();
        names = now;
      }
      if (known != null) {
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

    /** Adds what was counted to the sums; later events come behind. */
    void sum() {
      if (names != null) {
        tallies.of(names).forEach(tally -> sums.merge(tally.name(), tally, Tally::then));
        tallies.clear();
      }
    }
  }
}
