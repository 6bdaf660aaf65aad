package io.ewig.engine.internal.state;

import io.ewig.engine.internal.version.Descent;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Search;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Timeline;
import io.ewig.engine.internal.version.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a reader would see if some changes were committed that are not yet; one thread. */
public final class Overlay implements Source, Sink {

  /** No log gets that long. */
  private static final long OWN_SEQS = 1L << 62;

  private static final int OWN = 0;
  private static final Lineage OWN_LINEAGE = Lineage.of(OWN);

  private final Source base;
  private final long nanos;
  private final MemoryTable own = new MemoryTable(0);
  private final Store[] stores = {own};
  private long seq = OWN_SEQS;

  /**
   * @param nanos the system time that the changes have for now
   */
  public Overlay(Source base, long nanos) {
    this.base = base;
    this.nanos = nanos;
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
    own.add(key, new Version(OWN, seq, nanos, validFrom, validTo, value));
  }

  @Override
  public long now() {
    return nanos;
  }

  @Override
  public @Nullable Version find(byte[] key, long validNanos) {
    Version mine = Search.find(stores, key, OWN_LINEAGE, Long.MAX_VALUE, validNanos);
    if (mine != null) {
      return mine.isDeletion() ? null : mine;
    }
    return base.find(key, validNanos);
  }

  @Override
  public long newestSeq(byte[] key) {
    long mine = Search.newestSeq(stores, key, OWN_LINEAGE, Long.MAX_VALUE);
    return mine >= 0 ? mine : base.newestSeq(key);
  }

  @Override
  public long newestChange() {
    long mine = Search.newestSeq(stores, Catalogs.changes(), OWN_LINEAGE, Long.MAX_VALUE);
    return mine >= 0 ? mine : base.newestChange();
  }

  @Override
  public List<Period> pieces(byte[] key, long validFrom, long validTo) {
    Group group = own.find(key, KeyHash.of(key));
    if (group == null) {
      return base.pieces(key, validFrom, validTo);
    }
    Timeline timeline = new Timeline(validFrom, validTo);
    Descent mine = new Descent(group, OWN_LINEAGE, Long.MAX_VALUE);
    while (!timeline.isFull() && mine.next()) {
      timeline.add(mine.version());
    }
    if (!timeline.isFull()) {
      for (Period piece : base.pieces(key, validFrom, validTo)) {
        timeline.add(new Version(OWN, 0, 0, piece.validFrom(), piece.validTo(), piece.value()));
      }
    }
    return timeline.periods();
  }

  @Override
  public History history(byte[] key) {
    Group group = own.find(key, KeyHash.of(key));
    History older = base.history(key);
    if (group == null) {
      return older;
    }
    Descent mine = new Descent(group, OWN_LINEAGE, Long.MAX_VALUE);
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
    return new Merged(base.keys(from, to), from, to, false);
  }

  @Override
  public Walk walk(byte[] from, byte[] to, long validNanos, boolean backward) {
    Merged keys = new Merged(base.walk(from, to, validNanos, backward), from, to, backward);
    return new Walk() {
      private @Nullable Version version;

      @Override
      public boolean next() {
        while (keys.next()) {
          version = keys.isMine ? find(keys.key(), validNanos) : keys.theirs();
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

  /** The keys of the base and our own, each once. */
  private final class Merged implements Keys {

    private final Keys theirs;
    private final Store.Walk mine;
    private final byte[] from;
    private final byte[] to;
    private final int direction;
    private byte @Nullable [] theirKey;
    private byte @Nullable [] myKey;
    private boolean atTheirs = true;
    private boolean isMine = true;

    Merged(Keys theirs, byte[] from, byte[] to, boolean backward) {
      this.theirs = theirs;
      this.mine = own.walk(backward ? to : from, backward);
      this.from = from;
      this.to = to;
      this.direction = backward ? -1 : 1;
    }

    @Override
    public boolean next() {
      if (atTheirs) {
        theirKey = theirs.next() ? theirs.key() : null;
      }
      if (isMine) {
        myKey = mine.next() && isInRange(mine.key()) ? mine.key() : null;
      }
      int order = order();
      atTheirs = theirKey != null && order <= 0;
      isMine = myKey != null && order >= 0;
      return atTheirs || isMine;
    }

    private boolean isInRange(byte[] key) {
      return direction > 0
          ? Arrays.compareUnsigned(key, to) < 0
          : Arrays.compareUnsigned(key, from) >= 0;
    }

    private int order() {
      if (theirKey != null && myKey != null) {
        return direction * Arrays.compareUnsigned(theirKey, myKey);
      }
      return theirKey != null ? -1 : 1;
    }

    @Override
    public byte[] key() {
      byte[] key = isMine ? myKey : theirKey;
      return Objects.requireNonNull(key, "next comes before key");
    }

    Version theirs() {
      return ((Walk) theirs).version();
    }
  }
}
