package io.ewig.engine.internal.warm;

import io.ewig.engine.column.EventBatches;
import io.ewig.engine.column.EventColumns;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.column.Tally;
import io.ewig.engine.error.CorruptionException;
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
    Map<T, Tally<T>> sums = new HashMap<>();
    count(fromSeq, toSeq, new NameCounting.WithExtremes<>(by, sums));
    return new ArrayList<>(sums.values());
  }

  @Override
  public <T> Map<T, Long> counts(NameColumn<T> by, long fromSeq, long toSeq) {
    Map<T, Long> sums = new HashMap<>();
    count(fromSeq, toSeq, new NameCounting.Plain<>(by, sums));
    return sums;
  }

  /**
   * Of files that lie within as a whole nothing is read but what they say of all their events; of
   * others what they say of the blocks that lie within, and of the rest the events.
   */
  private <T> void count(long fromSeq, long toSeq, NameCounting<T> counting) {
    long end = Math.min(toSeq, log.head().size());
    long at = fromSeq;
    for (Entry entry : entries()) {
      if (entry.fromSeq() >= at && entry.endSeq() <= end) {
        List<Tally<T>> whole = whole(entry, counting.by);
        if (whole != null) {
          countBatches(at, entry.fromSeq(), counting);
          counting.file(whole);
          at = entry.endSeq();
        }
      } else if (entry.fromSeq() < end && entry.endSeq() > at) {
        at = countBlocks(entry, at, end, counting);
      }
    }
    countBatches(at, end, counting);
    counting.end();
  }

  /** Counts up to the end of the last block of a file that lies within; says where that is. */
  private long countBlocks(Entry entry, long from, long to, NameCounting<?> counting) {
    WarmFile file = folder == null ? null : folder.enter(entry);
    if (file == null) {
      return from;
    }
    try {
      Contents contents = file.contents();
      int first = entry.fromSeq() >= from ? 0 : contents.firstFrom(from);
      int end = entry.endSeq() <= to ? contents.blocks().size() : contents.countUntil(to);
      if (first >= end) {
        return from;
      }
      long start = contents.blocks().get(first).firstSeq();
      countBatches(from, start, counting);
      boolean isCounted = isCounted(entry, file, first, end, counting);
      return isCounted ? contents.blocks().get(end - 1).endSeq() : start;
    } finally {
      file.leave();
    }
  }

  private boolean isCounted(
      Entry entry, WarmFile file, int first, int end, NameCounting<?> counting) {
    try {
      return counting.blocks(file, first, end);
    } catch (CorruptionException damage) {
      if (folder != null) {
        folder.giveUp(entry, damage);
      }
      return false;
    }
  }

  private void countBatches(long from, long to, NameCounting<?> counting) {
    if (from >= to) {
      return;
    }
    try (EventBatches batches = scan(EventSelection.all().within(from, to))) {
      while (batches.next()) {
        counting.batch(batches.batch());
      }
    }
    counting.end();
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
}
