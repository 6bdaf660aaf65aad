package io.ewig.engine.internal.journal;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.Salvage;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.SegmentSealer;
import io.ewig.engine.internal.journal.file.WriterLock;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.repair.Spares;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sealed segments of a log whole again that nobody has open.
 *
 * <ul>
 *   <li>a segment that is whole is not touched;
 *   <li>a damaged one is written anew beside the old file, which goes only when the new one is
 *       durable and named by the manifest: a crash leaves the one or the other;
 *   <li>of what can't be repaired nothing is changed.
 * </ul>
 */
public final class JournalRepair {

  private final JournalOptions options;
  private final Manifest manifest;
  private final SealedSegments sealed;
  private final SegmentRewriter rewriter;
  private final List<Finding> found = new ArrayList<>();
  private final List<Finding> left = new ArrayList<>();
  private long restored;

  private JournalRepair(JournalOptions options, Manifest manifest) {
    ReadGuard guard = new ReadGuard();
    this.options = options;
    this.manifest = manifest;
    this.sealed = new SealedSegments(options, guard, manifest.sealed());
    this.rewriter = new SegmentRewriter(options, guard, sealed, manifest);
  }

  /**
   * What came of it.
   *
   * @param found what was damaged
   * @param commits how many were put back
   * @param left why a segment could not be repaired
   */
  public record Outcome(List<Finding> found, long commits, List<Finding> left) {}

  /**
   * Repairs what can be.
   *
   * @throws IOException if who is to give spares does not answer
   */
  public static Outcome run(JournalOptions options, Spares spares) throws IOException {
    JournalPaths paths = options.paths();
    WriterLock lock = WriterLock.acquire(paths.writerLock(), options.holder());
    try {
      Manifest manifest = Manifest.open(options.disk(), paths.manifest(), options.store(), true);
      JournalRepair repair = new JournalRepair(options, manifest);
      repair.run(spares);
      return new Outcome(repair.found, repair.restored, repair.left);
    } finally {
      lock.close();
    }
  }

  private void run(Spares spares) throws IOException {
    removeUnfinished();
    for (int i = 0; i < manifest.sealed().size(); i++) {
      try {
        CorruptionException damage = damageOf(i);
        if (damage != null) {
          found.add(finding(damage));
          repair(i, spares);
        } else if (!sealed.hasIndex(i)) {
          found.add(noIndex(i));
          sealed.open(i).close(); // which makes it anew
        }
      } catch (CorruptionException cannot) {
        left.add(finding(cannot));
        removeUnfinished();
      }
    }
  }

  private static Finding finding(CorruptionException damage) {
    return Finding.of(damage);
  }

  private Finding noIndex(int index) {
    Path file = options.paths().index(manifest.sealed().get(index));
    return new Finding(file.toString(), -1, "an index that is missing or can't be read");
  }

  /** What a run before, or a step of this one, has not brought to its end. */
  private void removeUnfinished() throws IOException {
    Path directory = options.paths().rewriting();
    if (options.disk().exists(directory)) {
      SegmentSealer.deleteDirectory(options.disk(), directory);
    }
  }

  private @Nullable CorruptionException damageOf(int index) {
    try {
      sealed.walk(index, rewriter.before(index), (commit, record) -> requireHashes(index, commit));
      sealed.requireChecksum(index);
      return null;
    } catch (CorruptionException damage) {
      return damage;
    } catch (InternalError fault) {
      return new CorruptionException(
          ErrorCode.CORRUPT_FILE, file(index), -1, "a page can't be read: " + fault.getMessage());
    }
  }

  private String file(int index) {
    return options.paths().sealed(manifest.sealed().get(index)).toString();
  }

  private void requireHashes(int index, Commit commit) {
    for (int i = 0; i < commit.events().size(); i++) {
      Hash computed = commit.rehash(i);
      if (!computed.equals(commit.events().get(i).hash())) {
        throw new CorruptionException(
            ErrorCode.BROKEN_CHAIN,
            file(index),
            -1,
            "event " + commit.events().get(i).seq() + " does not come to its hash");
      }
    }
  }

  private void repair(int index, Spares spares) throws IOException {
    Entry old = manifest.sealed().get(index);
    try (Salvage salvage = sealed.salvage(index)) {
      SegmentRepair repair = new SegmentRepair(old, file(index), salvage, rewriter.before(index));
      List<EventRange> missing = repair.missing();
      if (!missing.isEmpty()) {
        repair.offer(spares.commits(missing));
      }
      rewriter.rewrite(index, 0, repair);
      restored += repair.restored();
    }
    removeOld(old);
  }

  /** The manifest names another file now; a crash before this leaves one that nobody reads. */
  private void removeOld(Entry old) throws IOException {
    Disk disk = options.disk();
    disk.delete(options.paths().sealed(old));
    disk.delete(options.paths().index(old));
    disk.forceDirectory(options.paths().sealed());
  }
}
