package io.ewig.engine.internal.space;

import io.ewig.engine.internal.history.Estimate;
import io.ewig.engine.internal.version.Descent;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Sample;
import io.ewig.engine.internal.version.Search;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Timeline;
import io.ewig.engine.internal.version.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a reader would see if some changes were committed that are not yet; one thread. */
public final class Overlay implements Source, Sink {

  /** No log gets that long. */
  private static final long OWN_SEQS = 1L << 62;

  /** Each taking back begins a line; with so many of them a new overlay is due at the earliest. */
  private static final int LINES_MIN = 64;

  /**
   * Lines for each root of the number of events: a taking back costs the lines that there are, a
   * new overlay costs the events, and so neither comes to much more than the other.
   */
  private static final int LINES_PER_ROOT = 8;

  private static final Lineage FIRST = Lineage.of(0);

  private final Source base;
  private final long nanos;
  private final OwnVersions own;
  private final Store[] stores;
  private final long before; // no version from this seq on is seen
  private final ArrayDeque<Stretch> kept = new ArrayDeque<>(1); // the last is the one that grows
  private Lineage lineage;
  private long seq = OWN_SEQS;

  /** What was put on one line, up to a seq, and was not taken back. */
  private record Stretch(int line, long first, long limit) {}

  /**
   * @param nanos the system time that the changes have for now
   */
  public Overlay(Source base, long nanos) {
    this.base = base;
    this.nanos = nanos;
    this.own = new OwnVersions();
    this.stores = new Store[] {own};
    this.before = Long.MAX_VALUE;
    this.lineage = FIRST;
    kept.add(new Stretch(0, seq, Long.MAX_VALUE));
  }

  private Overlay(Overlay now) {
    this.base = now.base;
    this.nanos = now.nanos;
    this.own = now.own;
    this.stores = now.stores;
    this.before = now.seq + 1;
    this.lineage = now.lineage;
  }

  /** What is to be seen now, whatever is put or taken back later; takes nothing itself. */
  public Source frozen() {
    return new Overlay(this);
  }

  /** How many events were put, with those that were taken back. */
  public long events() {
    return seq - OWN_SEQS;
  }

  /** A place to go back to. */
  public long mark() {
    return seq;
  }

  /**
   * Takes back what was put since a mark, at no cost for what was put before.
   *
   * @return false, and nothing is done, if that was done so often that a new overlay reads faster
   */
  public boolean backTo(long mark) {
    if (mark == seq) {
      return true;
    }
    if (kept.size() >= Math.max(LINES_MIN, LINES_PER_ROOT * (int) Math.sqrt((double) events()))) {
      return false;
    }
    Stretch last = kept.removeLast();
    int line = last.line + 1;
    while (last.first > mark) {
      last = kept.removeLast();
    }
    kept.add(new Stretch(last.line, last.first, Math.min(last.limit, mark + 1)));
    kept.add(new Stretch(line, seq + 1, Long.MAX_VALUE));
    lineage = lineage();
    return true;
  }

  private Lineage lineage() {
    int[] lines = new int[kept.size()];
    long[] limits = new long[lines.length];
    int at = 0;
    for (Stretch stretch : kept) {
      lines[at] = stretch.line;
      limits[at++] = stretch.limit;
    }
    return Lineage.of(lines, limits);
  }

  /** Whether a seq is that of a change that is not committed. */
  static boolean isOwn(long seq) {
    return seq >= OWN_SEQS;
  }

  /** What comes from now on is a later event's. */
  public void nextEvent() {
    seq++;
  }

  @Override
  public void put(byte[] key, long validFrom, long validTo, byte @Nullable [] value) {
    int line = kept.getLast().line; // there is none if this is frozen
    own.add(key, new Version(line, seq, nanos, validFrom, validTo, value));
  }

  @Override
  public long now() {
    return nanos;
  }

  @Override
  public @Nullable Version find(byte[] key, long validNanos) {
    Version mine = Search.find(stores, key, lineage, before, validNanos);
    if (mine != null) {
      return mine.isDeletion() ? null : mine;
    }
    return base.find(key, validNanos);
  }

  @Override
  public long newestSeq(byte[] key) {
    long mine = Search.newestSeq(stores, key, lineage, before);
    return mine >= 0 ? mine : base.newestSeq(key);
  }

  @Override
  public long newestChange() {
    long mine = Search.newestSeq(stores, Catalogs.changes(), lineage, before);
    return mine >= 0 ? mine : base.newestChange();
  }

  @Override
  public List<Period> pieces(byte[] key, long validFrom, long validTo) {
    Group group = own.find(key, KeyHash.of(key));
    if (group == null) {
      return base.pieces(key, validFrom, validTo);
    }
    Timeline timeline = new Timeline(validFrom, validTo);
    Descent mine = new Descent(group, lineage, before);
    while (!timeline.isFull() && mine.next()) {
      timeline.add(mine.version());
    }
    if (!timeline.isFull()) {
      for (Period piece : base.pieces(key, validFrom, validTo)) {
        timeline.add(new Version(0, 0, 0, piece.validFrom(), piece.validTo(), piece.value()));
      }
    }
    return timeline.periods();
  }

  /** That of the base, with the keys that are here and were not there, without those taken away. */
  @Override
  public Estimate estimate(byte[] from, byte[] to, long validNanos, int picks) {
    Estimate theirs = base.estimate(from, to, validNanos, picks);
    Sample mine = own.sample(from, to, picks);
    double each = mine.picks().isEmpty() ? 0 : (double) mine.keys() / mine.picks().size();
    List<Estimate.Pick> all = new ArrayList<>(theirs.picks());
    double keys = theirs.keys();
    for (byte[] key : mine.picks()) {
      boolean isThere = find(key, validNanos) != null;
      boolean wasThere = base.find(key, validNanos) != null;
      if (isThere && !wasThere) {
        all.add(new Estimate.Pick(key, each));
        keys += each;
      } else if (wasThere && !isThere) {
        keys -= each;
      }
    }
    return new Estimate(Math.max(0, keys), all);
  }

  @Override
  public History history(byte[] key) {
    Group group = own.find(key, KeyHash.of(key));
    History older = base.history(key);
    if (group == null) {
      return older;
    }
    Descent mine = new Descent(group, lineage, before);
    return new History() {
      private boolean isMine;

      @Override
      public boolean next() {
        isMine = mine.next();
        return isMine || older.next();
      }

      @Override
      public Version version() {
        return isMine ? mine.version() : older.version();
      }
    };
  }

  @Override
  public Keys keys(byte[] from, byte[] to) {
    return new MergedKeys(base.keys(from, to), own, from, to, false);
  }

  /** A transaction that has changed little of a range reads it as if it had changed nothing. */
  @Override
  public Batches batches(byte[] from, byte[] to, long validNanos) {
    List<byte[]> mine = own.keys(from, to, OverlaidBatches.KEYS_MAX + 1);
    if (mine.isEmpty()) {
      return base.batches(from, to, validNanos);
    }
    return mine.size() > OverlaidBatches.KEYS_MAX
        ? Source.super.batches(from, to, validNanos)
        : new OverlaidBatches(base, mine, this::find, from, to, validNanos);
  }

  @Override
  public Walk walk(byte[] from, byte[] to, long validNanos, boolean backward) {
    Source.Walk walk = base.walk(from, to, validNanos, backward);
    MergedKeys keys = new MergedKeys(walk, own, from, to, backward);
    return new Walk() {
      private @Nullable Version version;

      @Override
      public boolean next() {
        while (keys.next()) {
          version = keys.isMine() ? find(keys.key(), validNanos) : walk.version();
          if (version != null) {
            return true;
          }
        }
        return false;
      }

      @Override
      public byte[] key() {
        return keys.key();
      }

      @Override
      public Version version() {
        return Objects.requireNonNull(version, "next comes before version");
      }
    };
  }
}
