package io.ewig.engine.internal.history;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.history.Snapshots.Entered;
import io.ewig.engine.internal.run.PageCache;
import io.ewig.engine.internal.run.Run;
import io.ewig.engine.internal.run.RunFolder;
import io.ewig.engine.internal.run.RunWriter;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Ranks;
import io.ewig.engine.internal.version.Search;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Timeline;
import io.ewig.engine.internal.version.Version;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The version index: what every key was at every moment on every line.
 *
 * <ul>
 *   <li>derived from the log: deleted, it is rebuilt by putting everything again;
 *   <li>a commit becomes visible as a whole, by {@link #advance};
 *   <li>of versions whose periods overlap, the one recorded last counts;
 *   <li>one thread at a time puts and advances; any number reads, without locks; any thread calls
 *       {@link #step};
 *   <li>damage is a {@link CorruptionException}: close, {@link #drop}, open, put again from {@link
 *       #applied} on.
 * </ul>
 */
public final class Versions implements AutoCloseable {

  /** As a seq to read before: sees also what was put and not yet published; for who writes. */
  public static final long UNPUBLISHED = Long.MIN_VALUE;

  public static final int KEY_BYTES_MAX = RunWriter.KEY_BYTES_MAX;

  /** A row with values of some megabytes; larger things are blobs. */
  public static final int VALUE_BYTES_MAX = 16 << 20;

  /** With so many frozen tables and a full one, the writer makes a run itself before it goes on. */
  public static final int FROZEN_MAX = 2;

  private final VersionsOptions options;
  private final boolean isKept;
  private final Snapshots snapshots;
  private final Upkeep upkeep; // its own lock: one step at a time
  private volatile Applied applied;
  private long lastSeq = -1;

  private Versions(VersionsOptions options, RunFolder folder, List<Run> runs, boolean isKept) {
    this.options = options;
    this.isKept = isKept;
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    this.applied = last == null ? Applied.NOTHING : new Applied(last.endSeq(), last.chain());
    MemoryTable active = new MemoryTable(applied.endSeq());
    this.snapshots = new Snapshots(new Snapshot(active, List.of(), runs));
    this.upkeep = new Upkeep(options, folder, snapshots);
  }

  /**
   * Opens what is there. Runs that do not belong to the log are deleted.
   *
   * @throws CorruptionException if a file is damaged
   */
  public static Versions open(VersionsOptions options, RunFolder.Belongs belongs) {
    RunFolder folder = folder(options);
    try {
      return new Versions(options, folder, folder.open(belongs), true);
    } catch (IOException e) {
      throw Upkeep.failure(options, e);
    }
  }

  /** Opens what is there, and keeps in memory what comes after it: writes nothing. */
  public static Versions openToRead(VersionsOptions options, RunFolder.Belongs belongs) {
    RunFolder folder = folder(options);
    try {
      return new Versions(options, folder, folder.openToRead(belongs), false);
    } catch (IOException e) {
      throw Upkeep.failure(options, e);
    }
  }

  /** Keeps all versions in memory. */
  public static Versions inMemory(VersionsOptions options) {
    return new Versions(options, folder(options), List.of(), false);
  }

  /** Gives up the run in which damage was found and all that are newer. Nobody may have it open. */
  public static void drop(VersionsOptions options, CorruptionException damage) {
    try {
      folder(options).drop(damage);
    } catch (IOException e) {
      throw Upkeep.failure(options, e);
    }
  }

  /** Gives up all runs: the log has to be put again. Nobody may have them open. */
  public static void clear(VersionsOptions options) {
    try {
      folder(options).clear();
    } catch (IOException e) {
      throw Upkeep.failure(options, e);
    }
  }

  private static RunFolder folder(VersionsOptions options) {
    PageCache cache = new PageCache(options.cacheBytes());
    return new RunFolder(options.disk(), options.folder(), options.keys(), cache, options.maker());
  }

  /** Before which seq somebody sees who asks for what lies before one. */
  private long readable(long beforeSeq) {
    return beforeSeq == UNPUBLISHED ? Long.MAX_VALUE : Math.min(beforeSeq, applied.endSeq());
  }

  /** Up to where the log has been taken in. */
  public Applied applied() {
    return applied;
  }

  /**
   * Adds a version of the commit that {@link #advance} will make visible. The arrays are kept as
   * they are and must not be changed.
   *
   * @param seq not below that of the version before, nor below {@link #applied}
   * @param validTo exclusive; {@link Version#OPEN}: for ever
   * @param value null: from then on the key has no value
   */
  public void put(
      byte[] key,
      int line,
      long seq,
      long systemNanos,
      long validFrom,
      long validTo,
      byte @Nullable [] value) {
    if (key.length > KEY_BYTES_MAX || (value != null && value.length > VALUE_BYTES_MAX)) {
      throw tooLong(key, value);
    }
    if (line < 0 || validFrom >= validTo) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a version on line " + line + " valid from " + validFrom + " to " + validTo);
    }
    InternalException.require(
        seq >= lastSeq && seq >= applied.endSeq(), "versions come in the order of the log");
    lastSeq = seq;
    Version version = new Version(line, seq, systemNanos, validFrom, validTo, value);
    snapshots.current().active().add(key, version);
  }

  private static UserException tooLong(byte[] key, byte @Nullable [] value) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        String.format(
            Locale.ROOT,
            "a key of %d bytes with a value of %d: at most %d and %d will do",
            key.length,
            value == null ? 0 : value.length,
            KEY_BYTES_MAX,
            VALUE_BYTES_MAX));
  }

  /**
   * Does what {@link #step} was too slow to do, if memory is full; for who is about to put, between
   * commits. If that fails, all is as it was, and can be tried again.
   */
  public void makeRoom() {
    if (isFull()) {
      freeze();
    }
  }

  private boolean isFull() {
    return isKept && snapshots.current().active().bytes() >= options.memoryBytes();
  }

  /**
   * Makes the versions of a commit visible.
   *
   * @param endSeq above the seqs of all versions that were put
   * @param chain the log chain there
   */
  public void advance(long endSeq, Hash chain) {
    InternalException.require(
        endSeq > lastSeq && endSeq >= applied.endSeq(), "a commit ends behind its versions");
    applied = new Applied(endSeq, chain);
    if (isFull() && snapshots.current().frozen().size() < FROZEN_MAX) {
      freeze();
    }
  }

  private void freeze() {
    while (snapshots.current().frozen().size() >= FROZEN_MAX) {
      step();
    }
    snapshots.freeze(applied);
  }

  /** What a key is at a moment; null if it has no value then. */
  public @Nullable Version find(byte[] key, Moment at) {
    long before = readable(at.beforeSeq());
    try (Entered entered = snapshots.enter()) {
      Version found =
          Search.find(entered.snapshot().newestFirst(), key, at.lineage(), before, at.validNanos());
      return found == null || found.isDeletion() ? null : found;
    }
  }

  /** The same as the other finds, forward, thousands at a time. */
  public VersionScan scan(byte[] from, byte[] to, Moment at) {
    Moment visible = new Moment(at.lineage(), readable(at.beforeSeq()), at.validNanos());
    return new VersionScan(snapshots, visible, from, to);
  }

  /**
   * The keys of a range that have a value at a moment.
   *
   * @param from inclusive; null: from the first
   * @param to exclusive; null: to the last
   */
  public VersionCursor scan(
      byte @Nullable [] from, byte @Nullable [] to, Moment at, boolean backward) {
    Moment visible = new Moment(at.lineage(), readable(at.beforeSeq()), at.validNanos());
    return new VersionCursor(snapshots, visible, from, to, backward, false);
  }

  /** All versions of a key with a seq from .. to - 1, newest first. */
  public HistoryCursor history(byte[] key, Lineage lineage, long fromSeq, long toSeq) {
    long to = readable(toSeq);
    return new HistoryCursor(snapshots, key, lineage, Math.max(0, fromSeq), to);
  }

  /**
   * The valid periods of a key within a window, as recorded before a seq: in order, none
   * overlapping, neighbours with equal values joined.
   */
  public List<Period> timeline(
      byte[] key, Lineage lineage, long beforeSeq, long validFrom, long validTo) {
    Timeline timeline = new Timeline(validFrom, validTo);
    HistoryCursor versions = history(key, lineage, 0, beforeSeq);
    while (!timeline.isFull() && versions.next()) {
      timeline.add(versions.version());
    }
    return timeline.periods();
  }

  /** All keys of a range that were ever given a value, with the version recorded last. */
  public VersionCursor keys(
      byte @Nullable [] from, byte @Nullable [] to, Lineage lineage, long beforeSeq) {
    Moment visible = new Moment(lineage, readable(beforeSeq), Version.OPEN);
    return new VersionCursor(snapshots, visible, from, to, false, true);
  }

  /**
   * The keys of a range that were given a version on a line from one seq up to another.
   *
   * @see #keysIn what it costs
   */
  public RecordedCursor recorded(byte[] from, byte[] to, int line, long fromSeq, long toSeq) {
    return new RecordedCursor(snapshots, from, to, line, fromSeq, readable(toSeq));
  }

  /** How many keys the stores have, all together, that hold what was recorded between two seqs. */
  public long keysIn(long fromSeq, long toSeq) {
    long keys = 0;
    for (Store store : snapshots.current().recordedIn(fromSeq, readable(toSeq))) {
      keys += store.keys();
    }
    return keys;
  }

  /**
   * The seq of the last version of a key that a lineage has before a seq, whatever its period, or
   * -1.
   */
  public long newestSeq(byte[] key, Lineage lineage, long beforeSeq) {
    long before = readable(beforeSeq);
    try (Entered entered = snapshots.enter()) {
      return Search.newestSeq(entered.snapshot().newestFirst(), key, lineage, before);
    }
  }

  /**
   * About how many keys of a range have a value at a moment: {@link Estimate}.
   *
   * @param picks how many keys are looked at; the estimate is exact if there are not more
   */
  public Estimate estimate(byte[] from, byte[] to, Moment at, int picks) {
    Moment visible = new Moment(at.lineage(), readable(at.beforeSeq()), at.validNanos());
    try (Entered entered = snapshots.enter()) {
      return Estimate.of(entered.snapshot().newestFirst(), from, to, visible, picks);
    }
  }

  /** How many versions of a key a lineage has before a seq, deletions and all periods included. */
  public long count(byte[] key, Lineage lineage, long beforeSeq) {
    long before = readable(beforeSeq);
    try (Entered entered = snapshots.enter()) {
      return Ranks.countBefore(entered.snapshot().newestFirst(), key, lineage, before);
    }
  }

  /** The seq of the n-th version of a key that a lineage has, counted from 0, or -1. */
  public long select(byte[] key, Lineage lineage, long n) {
    long before = readable(Long.MAX_VALUE);
    try (Entered entered = snapshots.enter()) {
      return Ranks.select(entered.snapshot().newestFirst(), key, lineage, before, n);
    }
  }

  /** The first few seqs from .. to - 1 of versions of a key that a lineage has, rising. */
  public long[] seqs(byte[] key, Lineage lineage, long fromSeq, long toSeq, int atMost) {
    long to = readable(toSeq);
    try (Entered entered = snapshots.enter()) {
      return Ranks.seqs(entered.snapshot().newestFirst(), key, lineage, fromSeq, to, atMost);
    }
  }

  public Statistics statistics() {
    return Statistics.of(snapshots.current());
  }

  /** Reads and checks every page of every run. */
  public void check() {
    try (Entered entered = snapshots.enter()) {
      entered.snapshot().runs().forEach(Run::check);
    }
  }

  /**
   * Does one piece of background work, if there is any: makes a run of a frozen table, or merges a
   * part of some runs. A piece that fails leaves everything as it was.
   *
   * @return whether there was any
   */
  public boolean step() {
    synchronized (upkeep) {
      snapshots.requireOpen();
      return upkeep.step();
    }
  }

  /**
   * Has {@link #step} make a run of what is in memory; for the writing thread, between commits.
   * Nothing is done if there is enough to make runs of.
   */
  public void setAside() {
    if (isKept && snapshots.current().frozen().size() < FROZEN_MAX) {
      snapshots.freeze(applied);
    }
  }

  /** Makes runs of all that is in memory; for the writing thread, between commits. */
  public void flush() {
    InternalException.require(lastSeq < applied.endSeq(), "a flush comes between commits");
    if (isKept && snapshots.current().active().versions() > 0) {
      freeze();
    }
    while (!snapshots.current().frozen().isEmpty()) {
      step();
    }
  }

  /** Closes without making a run of what is in memory. */
  @Override
  public void close() {
    close(ReadGuard::closed);
  }

  /**
   * Likewise.
   *
   * @param why what whoever still reads is told
   */
  public void close(Supplier<? extends EwigException> why) {
    synchronized (upkeep) {
      upkeep.close();
      snapshots.close(why);
    }
  }
}
