package io.ewig.engine.internal.journal.file;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.segment.BlockRootFormat;
import io.ewig.engine.format.segment.IndexReader;
import io.ewig.engine.format.segment.IndexWriter;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.format.segment.SegmentState;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentWalk;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens sealed segments with their indexes, and makes an index anew where it is missing or damaged.
 */
public final class SealedSegments {

  private final JournalOptions options;
  private final ReadGuard guard;
  private final List<Entry> entries;

  /**
   * @param entries those of the manifest; grows with it
   */
  public SealedSegments(JournalOptions options, ReadGuard guard, List<Entry> entries) {
    this.options = options;
    this.guard = guard;
    this.entries = entries;
  }

  /** The cheap look at start: is each file there, and as long as it should be? */
  public @Nullable CorruptionException findMissing() {
    for (Entry entry : entries) {
      CorruptionException found = lookAt(entry);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable CorruptionException lookAt(Entry entry) {
    Path file = fileOf(entry);
    if (!options.disk().exists(file)) {
      return new CorruptionException(
          ErrorCode.MISSING_FILE, file.toString(), -1, "a sealed segment is missing");
    }
    long size = Failures.ask("look at", file, () -> options.disk().size(file));
    return size == entry.end()
        ? null
        : new CorruptionException(
            ErrorCode.CORRUPT_FILE,
            file.toString(),
            Math.min(size, entry.end()),
            "a sealed segment of " + size + " bytes that should have " + entry.end());
  }

  /** A sealed segment, ready to be read. */
  public Segment open(int index) {
    guard.requireOpen(); // a closed log opens nothing any more
    Entry entry = entries.get(index);
    try {
      return open(index, entry);
    } catch (CorruptionException gone) {
      if (entries.get(index).equals(entry)) {
        throw gone;
      }
      return open(index); // it was written anew meanwhile, and the old file removed
    }
  }

  private Segment open(int index, Entry entry) {
    DiskMap indexMap = mapIndex(entry);
    if (indexMap != null) {
      try {
        return open(entry, indexMap);
      } catch (CorruptionException damagedIndex) {
        indexMap.close();
        if (damagedIndex.file().equals(fileOf(entry).toString())) {
          throw damagedIndex; // not the index but the segment itself
        }
      } catch (RuntimeException | Error e) {
        indexMap.close();
        throw e;
      }
    }
    return rebuild(index).segment;
  }

  private Segment open(Entry entry, DiskMap indexMap) {
    IndexReader reader = readIndex(entry, indexMap);
    SegmentState state = reader.state(options.keys());
    Segment segment = segment(entry, reader, state.names());
    try {
      segment.addKeys(state.keys(), options.keys());
      segment.reindex(reader, indexMap);
      checkHeader(entry, segment);
      segment.extend((int) entry.end(), entry.endSeq());
      return segment;
    } catch (RuntimeException | Error e) {
      segment.close();
      throw e;
    }
  }

  private Path fileOf(Entry entry) {
    return options.paths().sealed(entry);
  }

  private void checkHeader(Entry entry, Segment segment) {
    SegmentHeader header =
        new SegmentWalk(segment, new Tables(), emptyState(), options.keys()).readHeader();
    requireHeader(options, header, entry.number(), entry.baseSeq(), segment.file());
  }

  /** Notices a segment that belongs elsewhere. */
  public static void requireHeader(
      JournalOptions options, SegmentHeader header, int number, long baseSeq, String file) {
    if (!header.store().equals(options.store())
        || header.number() != number
        || header.baseSeq() != baseSeq) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file,
          0,
          "it is segment "
              + header.number()
              + " from event "
              + header.baseSeq()
              + " of database "
              + header.store()
              + ", not segment "
              + number
              + " from event "
              + baseSeq
              + " of "
              + options.store());
    }
  }

  /** Where the log stood at the end of a sealed segment; -1 for the very start. */
  public LogState stateAfter(int index, BlockRoots blocks) {
    if (index < 0) {
      return LogState.empty(BlockRootFormat.LEVEL, blocks);
    }
    Entry entry = entries.get(index);
    Head head = new Head(entry.endSeq(), entry.lastNanos(), entry.chain());
    SegmentState state = stateOf(index);
    LogState restored =
        LogState.restore(head, state.heads(), state.peaks(), BlockRootFormat.LEVEL, blocks);
    if (!restored.root().equals(entry.root())) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          options.paths().index(entry).toString(),
          -1,
          "its Merkle peaks come to " + restored.root() + ", not " + entry.root());
    }
    return restored;
  }

  private SegmentState stateOf(int index) {
    Entry entry = entries.get(index);
    DiskMap indexMap = mapIndex(entry);
    if (indexMap != null) {
      try {
        return readIndex(entry, indexMap).state(options.keys());
      } catch (CorruptionException damagedIndex) {
        // derived, so it can be made anew from the segment, below
        return rebuildAndRelease(index);
      } finally {
        indexMap.close();
      }
    }
    return rebuildAndRelease(index);
  }

  private SegmentState rebuildAndRelease(int index) {
    Rebuilt rebuilt = rebuild(index);
    SegmentState state = rebuilt.state();
    rebuilt.segment.close();
    return state;
  }

  private record Rebuilt(Segment segment, LogState after) {
    SegmentState state() {
      return new SegmentState(segment.keys(), segment.names(), after.heads(), after.peaks());
    }
  }

  /** Walks a segment to index it anew; writes the index if this log may be written to. */
  private Rebuilt rebuild(int index) {
    Entry entry = entries.get(index);
    long firstBlock = entry.baseSeq() >>> BlockRootFormat.LEVEL;
    LogState state = stateAfter(index - 1, new BlockRoots(options.store(), firstBlock));
    Tables tables = new Tables();
    Segment segment = segment(entry, tables, new Names());
    try {
      walk(entry, segment, tables, state, SegmentWalk.Visitor.NONE);
      Rebuilt rebuilt = new Rebuilt(segment, state);
      if (!options.readOnly()) {
        write(entry, tables, rebuilt.state());
      }
      return rebuilt;
    } catch (RuntimeException | Error e) {
      segment.close();
      throw e;
    }
  }

  /**
   * Reads a sealed segment commit by commit, and checks all there is to check.
   *
   * @param state where the log stood before the segment; moves to its end
   */
  public void walk(int index, LogState state, SegmentWalk.Visitor visitor) {
    Entry entry = entries.get(index);
    Tables tables = new Tables();
    Segment segment = segment(entry, tables, new Names());
    try {
      walk(entry, segment, tables, state, visitor);
    } finally {
      segment.close();
    }
  }

  private void walk(
      Entry entry, Segment segment, Tables tables, LogState state, SegmentWalk.Visitor visitor) {
    SegmentWalk walk = new SegmentWalk(segment, tables, state, options.keys());
    requireHeader(options, walk.readHeader(), entry.number(), entry.baseSeq(), segment.file());
    walk.run(entry.endSeq(), (int) entry.end(), visitor);
    CorruptionException damage = walk.damage();
    if (damage != null) {
      throw damage;
    }
    if (state.head().size() != entry.endSeq() || !state.head().chain().equals(entry.chain())) {
      throw new CorruptionException(
          ErrorCode.BROKEN_CHAIN,
          segment.file(),
          walk.end(),
          "it ends at event " + state.head().size() + ", not at " + entry.endSeq());
    }
  }

  /**
   * What is left of a segment that is damaged.
   *
   * @throws CorruptionException if its index can't be read either
   */
  public Salvage salvage(int index) {
    Entry entry = entries.get(index);
    DiskMap indexMap = mapIndex(entry);
    if (indexMap == null) {
      throw new CorruptionException(
          ErrorCode.MISSING_FILE,
          options.paths().index(entry).toString(),
          -1,
          "the index is missing that would say what was in the damaged segment");
    }
    try {
      IndexReader reader = readIndex(entry, indexMap);
      SegmentState state = reader.state(options.keys());
      return new Salvage(
          entry.baseSeq(),
          entry.endSeq(),
          reader,
          state,
          indexMap,
          remainder(entry, reader, state));
    } catch (RuntimeException | Error e) {
      indexMap.close();
      throw e;
    }
  }

  /** What there is of a segment's file, or null. */
  private @Nullable Segment remainder(Entry entry, IndexReader reader, SegmentState state) {
    Path file = fileOf(entry);
    Disk disk = options.disk();
    if (!disk.exists(file)) {
      return null;
    }
    long there = Failures.ask("look at", file, () -> Math.min(disk.size(file), entry.end()));
    if (there == 0) {
      return null;
    }
    DiskMap map = Failures.ask("map", file, () -> disk.map(file, there, false));
    Segment segment =
        new Segment(
            entry.number(), entry.baseSeq(), file.toString(), map, reader, state.names(), guard);
    segment.addKeys(state.keys(), options.keys());
    segment.extend((int) there, entry.endSeq());
    return segment;
  }

  /** Makes sure that a segment's file is, byte by byte, what the manifest says. */
  public void requireChecksum(int index) {
    Entry entry = entries.get(index);
    Segment segment = segment(entry, new Tables(), new Names());
    try {
      segment.extend((int) entry.end(), entry.endSeq());
      if (Entries.checksum(segment) != entry.fileCrc()) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE,
            segment.file(),
            -1,
            "the file's checksum is not what the manifest says");
      }
    } finally {
      segment.close();
    }
  }

  /** Whether a segment's index can be read. */
  public boolean hasIndex(int index) {
    DiskMap indexMap = mapIndex(entries.get(index));
    if (indexMap == null) {
      return false;
    }
    try {
      readIndex(entries.get(index), indexMap).state(options.keys());
      return true;
    } catch (CorruptionException damaged) {
      return false;
    } finally {
      indexMap.close();
    }
  }

  /** Writes the index of a segment. */
  public void write(Entry entry, Tables tables, SegmentState state) {
    Path file = options.paths().index(entry);
    IndexWriter.Extent extent = extentOf(entry);
    byte[] bytes = IndexWriter.write(extent, tables, tables.finishedSlots(), state, options.keys());
    Failures.run("write", file, () -> options.disk().replace(file, bytes));
  }

  /** Exchanges a just sealed segment's index in memory for the one on disk. */
  void release(Entry entry, Segment segment) {
    DiskMap indexMap = mapIndex(entry);
    if (indexMap != null) {
      segment.reindex(readIndex(entry, indexMap), indexMap);
    }
  }

  private IndexWriter.Extent extentOf(Entry entry) {
    return new IndexWriter.Extent(
        options.store(), entry.number(), entry.baseSeq(), entry.count(), entry.end());
  }

  private IndexReader readIndex(Entry entry, DiskMap map) {
    String file = options.paths().index(entry).toString();
    IndexReader reader = new IndexReader(map.bytes(), file);
    if (!reader.extent().equals(extentOf(entry))) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file, 16, "it is the index of another segment");
    }
    return reader;
  }

  private @Nullable DiskMap mapIndex(Entry entry) {
    Path file = options.paths().index(entry);
    Disk disk = options.disk();
    try {
      return disk.exists(file) ? disk.map(file, disk.size(file), false) : null;
    } catch (IOException e) {
      throw Failures.failure("map", file, e);
    }
  }

  private Segment segment(Entry entry, IndexWriter.Tables tables, Names names) {
    Path file = fileOf(entry);
    CorruptionException missing = lookAt(entry);
    if (missing != null) {
      requireNotRewritten(entry.number(), entry.form());
      throw missing;
    }
    DiskMap map = Failures.ask("map", file, () -> options.disk().map(file, entry.end(), false));
    return new Segment(entry.number(), entry.baseSeq(), file.toString(), map, tables, names, guard);
  }

  /**
   * Tells a reader whose log was rewritten by the process that writes to open it again.
   *
   * @param form that the reader knows
   */
  public void requireNotRewritten(int number, int form) {
    if (!options.readOnly()) {
      return;
    }
    Manifest now =
        Manifest.open(options.disk(), options.paths().manifest(), options.store(), false);
    for (Entry entry : now.sealed()) {
      if (entry.number() == number && entry.form() > form) {
        throw new ConflictException(
            ErrorCode.WRITE_CONFLICT,
            "something was erased from "
                + options.folder()
                + " by the process that writes; open the database again to read on");
      }
    }
  }

  private LogState emptyState() {
    return LogState.empty(BlockRootFormat.LEVEL, new BlockRoots(options.store(), 0));
  }
}
