package io.ewig.engine.internal.journal.opening;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.segment.BlockRootFormat;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.ManifestFormat.Kind;
import io.ewig.engine.internal.journal.file.BlockRoots;
import io.ewig.engine.internal.journal.file.Entries;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.TailFile;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.LogState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a log stands when it is opened, and repairs what a crash left.
 *
 * <p>The rule: what is known to have been durable must be there. If it is, what comes after the
 * last whole commit was never acknowledged: it goes to quarantine and writing goes on behind it. If
 * it is not, that is damage: nothing is changed and the log is for reading only.
 *
 * <p>Known to have been durable is what the manifest says, what the durable mark says, and what
 * later records bear witness of.
 */
public final class Opening {

  /** A segment that is not sealed, with its walk done. */
  public record Tail(Segment segment, Tables tables, long bytes, Witness witness) {}

  private final JournalOptions options;
  private final ReadGuard guard = new ReadGuard();
  private final Manifest manifest;
  private final SealedSegments sealedSegments;
  private final BlockRoots blocks;
  private final long marked;
  private LogState state;
  private final List<Tail> tails = new ArrayList<>();
  private @Nullable CorruptionException damage;

  private Opening(JournalOptions options, Manifest manifest, long marked) {
    this.options = options;
    this.manifest = manifest;
    this.marked = marked;
    this.sealedSegments = new SealedSegments(options, guard, manifest.sealed());
    List<Entry> sealed = manifest.sealed();
    long sealedSize = sealed.isEmpty() ? 0 : sealed.get(sealed.size() - 1).endSeq();
    this.blocks = new BlockRoots(options.store(), sealedSize >>> BlockRootFormat.LEVEL);
    this.damage = sealedSegments.findMissing();
    this.state = sealedSegments.stateAfter(sealed.size() - 1, blocks);
  }

  /**
   * @param marked the number of events that the durable mark speaks of
   * @param visibleMax read only so many, because a living writer may be behind the others
   */
  public static Opening of(
      JournalOptions options, Manifest manifest, long marked, long visibleMax) {
    Opening opening = new Opening(options, manifest, marked);
    try {
      opening.walkTails(visibleMax);
      opening.judge();
      return opening;
    } catch (IOException | InternalError e) { // the latter is how a mapping says it can't be read
      opening.release();
      throw Failures.failure(options.disk(), "recover", options.folder(), e);
    } catch (RuntimeException | Error e) {
      opening.release();
      throw e;
    }
  }

  private void walkTails(long visibleMax) throws IOException {
    for (TailFile file : TailFile.find(options, lastSealedNumber())) {
      TailWalk walk = TailWalk.of(options, guard, file, state, visibleMax);
      try {
        take(file, walk);
      } catch (IOException | RuntimeException | Error e) {
        walk.close();
        throw e;
      }
      if (state.head().size() >= visibleMax) {
        break; // what a living writer has put into later files comes when it is durable
      }
    }
  }

  private void take(TailFile file, TailWalk walk) throws IOException {
    Tail tail = walk.tail();
    if (tail != null && damage == null && isGoingOn(file, walk)) {
      tails.add(new Tail(tail.segment(), tail.tables(), clean().room(), tail.witness()));
    } else {
      settle(file, walk);
    }
  }

  private int lastSealedNumber() {
    List<Entry> sealed = manifest.sealed();
    return sealed.isEmpty() ? 0 : sealed.get(sealed.size() - 1).number();
  }

  /** Whether the writer may add to this very file. */
  private boolean isGoingOn(TailFile file, TailWalk walk) throws IOException {
    Entry clean = manifest.clean();
    return clean != null
        && clean.number() == file.number()
        && clean.writer() == options.files().writer()
        && file.isActive()
        && walk.damage() == null
        && clean.end() == walk.segment().end()
        && clean.room() <= walk.segment().map().bytes().limit() // else it was about to be sealed
        && clean.fileCrc() == Entries.checksum(walk.segment())
        && !walk.hasLeftover()
        && file.isAlone(options.disk());
  }

  /** Decides what becomes of a segment that can't go on. */
  private void settle(TailFile file, TailWalk walk) throws IOException {
    long known = Math.max(Math.max(marked, walk.witnessed()), cleanSize());
    if (state.head().size() < known) {
      noteDamage(walk.damage(), file, known);
    }
    if (options.readOnly() || damage != null) {
      Tail tail = walk.tail();
      if (tail == null) {
        walk.close();
      } else {
        tails.add(tail);
      }
      return;
    }
    new Repair(options, manifest, sealedSegments, blocks).finish(file, walk, state);
  }

  private Entry clean() {
    return Objects.requireNonNull(manifest.clean(), "asked only after it was found");
  }

  private long cleanSize() {
    Entry clean = manifest.clean();
    return clean == null ? 0 : clean.endSeq();
  }

  private void noteDamage(@Nullable CorruptionException found, TailFile file, long known) {
    String loss =
        "; events from "
            + state.head().size()
            + " up to "
            + known
            + " had been acknowledged and can't be read";
    damage =
        found == null
            ? new CorruptionException(
                ErrorCode.CORRUPT_FILE, file.path().toString(), -1, "the log ends early" + loss)
            : new CorruptionException(
                found.code(), found.file(), found.offset(), found.what() + loss, found);
  }

  /** Whatever was durable must have been found. */
  private void judge() {
    long known = Math.max(marked, cleanSize());
    if (damage == null && state.head().size() < known) {
      damage =
          new CorruptionException(
              ErrorCode.MISSING_FILE,
              options.paths().active().toString(),
              -1,
              "the log ends at event "
                  + state.head().size()
                  + ", but "
                  + known
                  + " events had been acknowledged: its last segment is missing");
    }
    Entry clean = manifest.clean();
    if (damage == null && clean != null && !clean.chain().equals(state.head().chain())) {
      damage =
          new CorruptionException(
              ErrorCode.BROKEN_CHAIN,
              options.paths().active(clean.number()).toString(),
              -1,
              "the log chain is " + state.head().chain() + ", not " + clean.chain());
    }
    if (damage == null && !options.readOnly() && clean != null) {
      manifest.add(clean.as(Kind.OPENED));
    }
  }

  public JournalOptions options() {
    return options;
  }

  public ReadGuard guard() {
    return guard;
  }

  public Manifest manifest() {
    return manifest;
  }

  public SealedSegments sealedSegments() {
    return sealedSegments;
  }

  public BlockRoots blocks() {
    return blocks;
  }

  /** Where the log stands at the end of all that fits. */
  public LogState state() {
    return state;
  }

  /** The segments that are not sealed: at most the last one if this log is for writing. */
  public List<Tail> tails() {
    return tails;
  }

  /** The last segment if it is not sealed, or null. */
  public @Nullable Tail tail() {
    return tails.isEmpty() ? null : tails.get(tails.size() - 1);
  }

  /** Gives back what a log that is not used has mapped. */
  public void release() {
    tails.forEach(tail -> tail.segment().close());
  }

  /** What keeps this log from being written to, or null. */
  public @Nullable CorruptionException damage() {
    return damage;
  }
}
