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
   * others what they say of the blocks that lie within, and of those that are cut the events.
   */
  private <T> void count(long fromSeq, long toSeq, NameCounting<T> counting) {
    long end = Math.min(toSeq, log.head().size());
    long at = fromSeq;
    for (Entry entry : entries()) {
      long from = Math.max(at, entry.fromSeq());
      long to = Math.min(end, entry.endSeq());
      if (from < to) {
        countBatches(at, from, counting);
        at = count(entry, from, to, counting);
      }
    }
    countBatches(at, end, counting);
    counting.end();
  }

  /** Counts events of a file; says up to where, which is not all of them if it is damaged. */
  private <T> long count(Entry entry, long from, long to, NameCounting<T> counting) {
    WarmFile file = folder == null ? null : folder.enter(entry);
    if (file == null) {
      return from;
    }
    try {
      if (from == entry.fromSeq() && to == entry.endSeq()) {
        counting.known(tallies(file, counting.by));
        return to;
      }
      return countBlocks(entry, file, from, to, counting);
    } finally {
      file.leave();
    }
  }

  @SuppressWarnings("unchecked") // the column's type is that of its names
  private static <T> List<Tally<T>> tallies(WarmFile file, NameColumn<T> by) {
    return (List<Tally<T>>) file.contents().tallies().get(by.number());
  }

  private long countBlocks(
      Entry entry, WarmFile file, long from, long to, NameCounting<?> counting) {
    long at = from;
    try {
      while (at < to) {
        at = countSome(file, at, to, counting);
      }
    } catch (CorruptionException damage) {
      if (folder != null) {
        folder.giveUp(entry, damage);
      }
    }
    return at;
  }

  /** Counts a run of whole blocks, or events of one; says up to where. */
  private static long countSome(WarmFile file, long from, long to, NameCounting<?> counting) {
    Contents contents = file.contents();
    int first = contents.indexOf(from);
    BlockEntry block = contents.blocks().get(first);
    if (block.firstSeq() == from && block.endSeq() <= to) {
      int end = to == contents.endSeq() ? contents.blocks().size() : contents.countUntil(to);
      if (counting.blocks(file, first, end)) {
        return contents.blocks().get(end - 1).endSeq();
      }
    }
    long until = Math.min(to, block.endSeq());
    counting.rows(file, first, (int) (from - block.firstSeq()), (int) (until - block.firstSeq()));
    return until;
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
}
