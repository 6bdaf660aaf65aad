package io.ewig.engine.internal.journal;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.segment.BlockRootFormat;
import io.ewig.engine.format.segment.IndexReader;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.journal.file.BlockRoots;
import io.ewig.engine.internal.journal.file.Entries;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.TailFile;
import io.ewig.engine.internal.journal.opening.Opening;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.SegmentWalk;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogState;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.log.VerifyReport.Finding;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole log from its files and recomputes all there is: checksums of files and frames,
 * payload commitments, event hashes, both chains, Merkle roots, and whether the indexes can be
 * believed.
 */
final class JournalVerifier {

  /** A segment moves once in its life. */
  private static final int TRIES_MAX = 20;

  private final JournalOptions options;
  private final Disk disk;
  private final Opening opening;
  private final Head head;
  private LogState state;
  private final List<Finding> findings = new ArrayList<>();

  JournalVerifier(JournalOptions options, Opening opening, Head head) {
    this.options = options;
    this.disk = options.disk();
    this.opening = opening;
    this.head = head;
    this.state = opening.sealedSegments().stateAfter(-1, new BlockRoots(options.store(), 0));
  }

  VerifyReport run(Progress progress) {
    CorruptionException damage = opening.damage();
    if (damage != null) {
      note(damage);
    }
    try {
      List<Entry> sealed = List.copyOf(opening.manifest().sealed());
      boolean sound = true;
      for (int i = 0; i < sealed.size() && sound; i++) {
        sound = verifySealed(sealed.get(i), progress);
      }
      if (sound) {
        verifyTails(sealed.isEmpty() ? 0 : sealed.get(sealed.size() - 1).number(), progress);
      }
      if (findings.isEmpty() && state.head().size() < head.size()) {
        note(
            options.folder(),
            -1,
            "the log ends at event " + state.head().size() + ", not at " + head.size());
      }
    } catch (IOException e) {
      throw Failures.failure("verify", options.folder(), e);
    }
    return new VerifyReport(state.head().size(), state.head().chain(), state.root(), findings);
  }

  private boolean verifySealed(Entry entry, Progress progress) throws IOException {
    Path file = options.paths().sealed(entry);
    if (!disk.exists(file)) {
      Entry now = rewritten(entry);
      if (now != null) {
        return verifySealed(now, progress);
      }
      note(file, -1, "a sealed segment is missing");
      return false;
    }
    verifyIndex(entry);
    try {
      if (!walk(file, entry.number(), entry.endSeq(), entry, progress)) {
        return false;
      }
    } catch (InternalError fault) {
      long size = disk.size(file);
      boolean cut = size < entry.end();
      note(
          file,
          cut ? size : -1,
          cut
              ? "the file was cut while it was read"
              : "a page can't be read: " + fault.getMessage());
      return false;
    }
    if (!state.head().chain().equals(entry.chain()) || !state.root().equals(entry.root())) {
      note(file, -1, "its chain or its Merkle root is not what the manifest says");
      return false;
    }
    return true;
  }

  /** The first of those that were sealed meanwhile, or null. */
  private @Nullable Entry sealedAfter(int number) {
    for (Entry now : opening.manifest().sealed()) {
      if (now.number() > number) {
        return now;
      }
    }
    return null;
  }

  /** What has taken a segment's place meanwhile, or null. */
  private @Nullable Entry rewritten(Entry entry) {
    for (Entry now : opening.manifest().sealed()) {
      if (now.number() == entry.number() && now.form() > entry.form()) {
        return now;
      }
    }
    return null;
  }

  private void verifyIndex(Entry entry) throws IOException {
    Path file = options.paths().index(entry);
    if (!disk.exists(file)) {
      note(file, -1, "an index is missing; it is derived and made anew when needed");
      return;
    }
    try (DiskMap map = disk.map(file, disk.size(file), false)) {
      IndexReader index = new IndexReader(map.bytes(), file.toString());
      index.state(options.keys());
    } catch (CorruptionException damagedIndex) {
      note(damagedIndex);
    }
  }

  /** A writer, of this process or another, may move and cut these files meanwhile. */
  private void verifyTails(int lastSealed, Progress progress) throws IOException {
    int last = lastSealed;
    for (int tries = 1; ; tries++) {
      LogState before = copy(state);
      List<TailFile> tails = TailFile.find(options, last);
      Entry since = sealedAfter(last);
      if (since != null && state.head().size() < head.size()) { // and maybe written anew at once
        if (!verifySealed(since, progress)) {
          return;
        }
        last = since.number();
        tries = 0;
        continue;
      }
      if (tails.isEmpty()) {
        return;
      }
      TailFile tail = tails.get(0);
      Entry clean = cleanEntry(tail);
      if (clean == null && state.head().size() >= head.size()) {
        return; // what came after the head may not even have been started
      }
      try {
        if (!walk(tail.path(), tail.number(), head.size(), clean, progress)) {
          return;
        }
        last = tail.number();
        tries = 0;
      } catch (NoSuchFileException | EOFException | InternalError moved) {
        if (tries == TRIES_MAX) {
          throw moved;
        }
        state = before;
      }
    }
  }

  private static LogState copy(LogState state) {
    return LogState.restore(
        state.head(),
        state.heads(),
        state.peaks(),
        BlockRootFormat.LEVEL,
        (leaf, level, root) -> {});
  }

  /** What the manifest says of a tail, if it is the one that was last closed. */
  private @Nullable Entry cleanEntry(TailFile tail) {
    Entry clean = opening.manifest().clean();
    boolean isAsClosed =
        clean != null && clean.number() == tail.number() && clean.endSeq() == head.size();
    return isAsClosed ? clean : null;
  }

  /** A writer may cut a file between the look at its size and the mapping. */
  private DiskMap mapWhole(Path file) throws IOException {
    while (true) {
      long size = disk.size(file);
      try {
        return disk.map(file, size, false);
      } catch (IOException e) {
        if (disk.size(file) >= size) {
          throw e;
        }
      }
    }
  }

  /**
   * Walks a segment's file.
   *
   * @param entry what the manifest says of the file, or null if it still grows
   */
  private boolean walk(
      Path file, int number, long untilSize, @Nullable Entry entry, Progress progress)
      throws IOException {
    long size = disk.size(file);
    if (entry != null && size < entry.end()) {
      note(file, size, "the file ends before offset " + entry.end());
      return false;
    }
    Tables tables = new Tables();
    try (DiskMap map = mapWhole(file)) {
      Segment segment =
          new Segment(
              number,
              state.head().size(),
              file.toString(),
              map,
              tables,
              new Names(),
              new ReadGuard());
      SegmentWalk walk = new SegmentWalk(segment, tables, state, options.keys());
      SealedSegments.requireHeader(
          options, walk.readHeader(), number, state.head().size(), file.toString());
      walk.run(
          untilSize,
          map.bytes().limit(),
          (commit, record) -> rehash(commit, file, record, progress));
      ReadGuard.settle();
      CorruptionException damage = walk.damage();
      if (damage != null) {
        throw damage;
      }
      if (entry != null && state.head().size() < untilSize) {
        note(file, walk.end(), "events from " + state.head().size() + " on are missing");
        return false;
      }
      if (entry != null) {
        segment.extend((int) entry.end(), state.head().size()); // a data key may lie at the end
        if (Entries.checksum(segment) != entry.fileCrc()) {
          note(file, -1, "the file's checksum is not what the manifest says");
          return false;
        }
      }
      return true;
    } catch (CorruptionException damage) {
      note(damage);
      return false;
    }
  }

  private void rehash(Commit commit, Path file, int record, Progress progress) {
    for (int i = 0; i < commit.events().size(); i++) {
      Hash stored = commit.events().get(i).hash();
      Hash computed = commit.rehash(i);
      if (!stored.equals(computed)) {
        throw new CorruptionException(
            ErrorCode.BROKEN_CHAIN,
            file.toString(),
            record,
            "event " + commit.events().get(i).seq() + " hashes to " + computed + ", not " + stored);
      }
    }
    progress.at(commit.endSeq(), head.size());
  }

  private void note(CorruptionException damage) {
    findings.add(Finding.of(damage));
  }

  private void note(Path file, long offset, String what) {
    findings.add(new Finding(file.toString(), offset, what));
  }
}
