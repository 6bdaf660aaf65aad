package io.ewig.engine.internal.warm;

import io.ewig.engine.column.BatchSource;
import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventBatches;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.internal.warm.WarmManifestFormat.Entry;
import io.ewig.engine.log.EventLog;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a range of the log: through warm files where there are any, else through the log.
 *
 * <p>Files in which no wanted name occurs are passed over, and so are blocks outside of the times.
 */
final class WarmBatches implements EventBatches {

  private final EventLog log;
  private final @Nullable WarmFolder folder;
  private final EventSelection selection;
  private final List<Entry> entries;
  private final long toSeq;
  private final Names hotNames = new Names();
  private long nextSeq;
  private int entryIndex;
  private @Nullable WarmFile file;
  private @Nullable Entry fileEntry;
  private @Nullable EventBatch current;

  /**
   * @param selection with its range of seqs within the log
   */
  WarmBatches(EventLog log, @Nullable WarmFolder folder, EventSelection selection) {
    this.log = log;
    this.folder = folder;
    this.selection = selection;
    this.entries = folder == null ? List.of() : folder.entries();
    this.nextSeq = selection.fromSeq();
    this.toSeq = selection.toSeq();
  }

  @Override
  public boolean next() {
    leaveBatch();
    while (nextSeq < toSeq) {
      BatchSource source = nextSource();
      if (source == null) {
        continue;
      }
      nextSeq = source.firstSeq() + source.size();
      EventBatch batch = new EventBatch(source, selection);
      if (batch.selected() > 0) {
        current = batch;
        return true;
      }
    }
    leaveFile();
    return false;
  }

  /** The batch at the next seq; or null if that was moved on. */
  private @Nullable BatchSource nextSource() {
    Entry entry = fileEntry;
    WarmFile in = file;
    if (entry == null || in == null || nextSeq >= entry.endSeq()) {
      leaveFile();
      while (entryIndex < entries.size() && entries.get(entryIndex).endSeq() <= nextSeq) {
        entryIndex++;
      }
      entry = entryIndex < entries.size() ? entries.get(entryIndex) : null;
      if (entry == null || entry.fromSeq() > nextSeq) {
        return hot(entry == null ? toSeq : Math.min(toSeq, entry.fromSeq()));
      }
      in = folder == null ? null : folder.enter(entry);
      if (in == null) {
        return hot(Math.min(toSeq, entry.endSeq()));
      }
      file = in;
      fileEntry = entry;
      if (!mayHoldAny(in.contents())) {
        nextSeq = entry.endSeq();
        return null;
      }
    }
    return warm(in, entry);
  }

  private boolean mayHoldAny(Contents contents) {
    return mayHold(contents.names(), NameColumn.WORLD, selection.worlds())
        && mayHold(contents.names(), NameColumn.TYPE, selection.types());
  }

  private static <T> boolean mayHold(Names names, NameColumn<T> column, @Nullable Set<T> wanted) {
    return wanted == null || wanted.stream().anyMatch(name -> names.of(column).find(name) >= 0);
  }

  private BatchSource warm(WarmFile in, Entry entry) {
    WarmBlock block = in.block(in.contents().indexOf(nextSeq));
    return new CheckedBlock(
        block,
        damage -> {
          if (folder != null) {
            folder.giveUp(entry, damage);
          }
          long end = block.firstSeq() + block.size();
          return HotBlock.read(log, block.firstSeq(), end, in.contents().names());
        });
  }

  private BatchSource hot(long end) {
    return HotBlock.read(log, nextSeq, end, hotNames);
  }

  @Override
  public EventBatch batch() {
    EventBatch batch = current;
    if (batch == null) {
      throw new IllegalStateException("the scan stands on no batch");
    }
    return batch;
  }

  private void leaveBatch() {
    EventBatch batch = current;
    if (batch != null) {
      batch.leave();
      current = null;
    }
  }

  private void leaveFile() {
    WarmFile in = file;
    if (in != null) {
      in.leave();
      file = null;
      fileEntry = null;
    }
  }

  @Override
  public void close() {
    leaveBatch();
    leaveFile();
    nextSeq = toSeq;
  }
}
