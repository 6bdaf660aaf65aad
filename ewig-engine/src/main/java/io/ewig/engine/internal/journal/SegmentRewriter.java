package io.ewig.engine.internal.journal;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.format.segment.BlockRootFormat;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.ManifestFormat.Kind;
import io.ewig.engine.format.segment.SegmentState;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.file.BlockRoots;
import io.ewig.engine.internal.journal.file.Entries;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.SegmentSealer;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Puts the history of a sealed segment into a new file: one that lacks some payloads, or has more,
 * or has again what was damaged.
 *
 * <ul>
 *   <li>events, hashes, chain and Merkle root stay what they are, or the new file is not taken;
 *   <li>the new file, its name and its index are durable before the manifest names it; a crash
 *       leaves the one or the other, and {@link Strays} removes what nobody names;
 *   <li>where frames are encrypted, those of the new file are so under a data key of their own: no
 *       nonce is used again, and the old key goes with the old file.
 * </ul>
 */
final class SegmentRewriter {

  /** A mapping ends at 2 GiB; what is left is room for the last frames. */
  private static final long BYTES_MAX = (2L << 30) - (64 << 20);

  private final JournalOptions options;
  private final Disk disk;
  private final JournalPaths paths;
  private final ReadGuard guard;
  private final SealedSegments sealed;
  private final Manifest manifest;

  SegmentRewriter(
      JournalOptions options, ReadGuard guard, SealedSegments sealed, Manifest manifest) {
    this.options = options;
    this.disk = options.disk();
    this.paths = options.paths();
    this.guard = guard;
    this.sealed = sealed;
    this.manifest = manifest;
  }

  /**
   * Rewrites a segment.
   *
   * @param index of the segment among the sealed ones
   * @param what of it becomes otherwise
   */
  void rewrite(int index, Rewriting what) throws IOException {
    rewrite(
        index,
        what.growthBytes(),
        to ->
            sealed.walk(
                index, before(index), (commit, record) -> to.accept(what.change().apply(commit))));
  }

  /** Gives the commits of a segment one after the other. */
  @FunctionalInterface
  interface Source {
    void give(Consumer<Commit> to);
  }

  /**
   * Rewrites a segment.
   *
   * @param more how many bytes it may take more than it did
   * @param source the same commits with the same hashes
   */
  void rewrite(int index, long more, Source source) throws IOException {
    Entry old = manifest.sealed().get(index);
    long bytes = old.end() + more + 4 * GrowingSegment.SLACK_BYTES;
    requireRoom(old, bytes);
    Path directory = paths.rewriting();
    disk.createDirectories(directory);
    disk.allocate(options.files().preparedIn(directory), (bytes + 0xFFFF) & ~0xFFFFL);
    LogState after = before(index);
    GrowingSegment fresh =
        GrowingSegment.start(
            options, guard, directory, old.number(), after.head(), (bytes + 0xFFFF) & ~0xFFFFL);
    try {
      source.give(commit -> copy(commit, fresh, after));
      fresh.force();
      fresh.close();
      manifest.add(inPlace(old, fresh, after));
    } finally {
      fresh.close();
      fresh.segment().close();
    }
    SegmentSealer.deleteDirectory(disk, directory);
  }

  /** One file becomes one file, and a mapping of it ends somewhere. */
  private static void requireRoom(Entry old, long bytes) {
    if (bytes > BYTES_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the events from "
              + old.baseSeq()
              + " to "
              + (old.endSeq() - 1)
              + " would take "
              + bytes
              + " bytes with their payloads, and a file of the log has at most "
              + BYTES_MAX
              + "; fill a new, empty folder with all that is wanted");
    }
  }

  /** Where the log stood before a segment. */
  LogState before(int index) {
    long firstBlock = manifest.sealed().get(index).baseSeq() >>> BlockRootFormat.LEVEL;
    return sealed.stateAfter(index - 1, new BlockRoots(options.store(), firstBlock));
  }

  private static void copy(Commit commit, GrowingSegment to, LogState state) {
    Head after = state.check(commit);
    to.add(commit, state.heads(), after.chain(), 0);
    state.advance(commit, after);
  }

  /** Gives the new file its name, and an index. */
  private Entry inPlace(Entry old, GrowingSegment fresh, LogState state) throws IOException {
    Segment segment = fresh.segment();
    Entry entry =
        Entries.of(
            old.form() + 1,
            Kind.REWRITTEN,
            options.files().writer(),
            segment,
            fresh.tables(),
            state,
            segment.end());
    InternalException.require(
        entry.endSeq() == old.endSeq()
            && entry.chain().equals(old.chain())
            && entry.root().equals(old.root()),
        "a segment holds the same history after it was rewritten");
    Path from = Path.of(segment.file());
    disk.truncate(from, entry.end());
    sealed.write(
        entry,
        fresh.tables(),
        new SegmentState(segment.keys(), segment.names(), state.heads(), state.peaks()));
    disk.rename(from, paths.sealed(entry));
    disk.forceDirectory(paths.sealed());
    return entry;
  }
}
