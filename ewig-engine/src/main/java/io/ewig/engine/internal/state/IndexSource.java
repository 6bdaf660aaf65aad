package io.ewig.engine.internal.state;

import io.ewig.engine.internal.history.Estimate;
import io.ewig.engine.internal.history.HistoryCursor;
import io.ewig.engine.internal.history.VersionCursor;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lineage held before some seq, in the version index. */
final class IndexSource implements Source {

  private static final int CHUNK_MIN = 1;
  private static final int CHUNK_MAX = 1 << 10;

  private final Versions versions;
  private final @Nullable State state;
  private final Lineage lineage;
  private final long beforeSeq;

  /** Of an index that has got to where it is asked about. */
  IndexSource(Versions versions, Lineage lineage, long beforeSeq) {
    this(versions, lineage, beforeSeq, null);
  }

  /**
   * @param state brought to where it is asked about, when it is first asked; null if it is there
   */
  IndexSource(Versions versions, Lineage lineage, long beforeSeq, @Nullable State state) {
    this.versions = versions;
    this.state = state;
    this.lineage = lineage;
    this.beforeSeq = beforeSeq;
  }

  private Versions versions() {
    if (state != null) {
      state.catchUp(beforeSeq);
    }
    return versions;
  }

  private Moment at(long validNanos) {
    return new Moment(lineage, beforeSeq, validNanos);
  }

  @Override
  public @Nullable Version find(byte[] key, long validNanos) {
    return versions().find(key, at(validNanos));
  }

  @Override
  public long newestSeq(byte[] key) {
    return versions().newestSeq(key, lineage, beforeSeq);
  }

  @Override
  public long newestChange() {
    return state == null ? newestSeq(Catalogs.changes()) : state.newestChange(lineage, beforeSeq);
  }

  @Override
  public Walk walk(byte[] from, byte[] to, long validNanos, boolean backward) {
    return new IndexWalk(versions().scan(from, to, at(validNanos), backward));
  }

  @Override
  public Batches batches(byte[] from, byte[] to, long validNanos) {
    return versions().scan(from, to, at(validNanos))::read;
  }

  @Override
  public Keys keys(byte[] from, byte[] to) {
    return new IndexWalk(versions().keys(from, to, lineage, beforeSeq));
  }

  @Override
  public List<Period> pieces(byte[] key, long validFrom, long validTo) {
    return versions().timeline(key, lineage, beforeSeq, validFrom, validTo);
  }

  @Override
  public History history(byte[] key) {
    return new IndexHistory(versions().history(key, lineage, 0, beforeSeq));
  }

  @Override
  public Estimate estimate(byte[] from, byte[] to, long validNanos, int picks) {
    return versions().estimate(from, to, at(validNanos), picks);
  }

  /** Looks at more and more of what came after, then halves: the successor is most often near. */
  @Override
  public @Nullable Version successor(byte[] key, Version version, long validNanos) {
    int chunk = CHUNK_MIN;
    long from = version.seq() + 1;
    while (true) {
      long[] seqs = versions().seqs(key, lineage, from, beforeSeq, chunk);
      if (seqs.length == 0) {
        return null;
      }
      from = seqs[seqs.length - 1] + 1;
      if (!holds(key, version, from, validNanos)) {
        return firstAfter(key, version, seqs, validNanos);
      }
      chunk = Math.min(4 * chunk, CHUNK_MAX);
    }
  }

  /** Whether a version is still what counts for an instant before some seq. */
  private boolean holds(byte[] key, Version version, long before, long validNanos) {
    Version found = versions().find(key, new Moment(lineage, before, validNanos));
    return found != null && found.seq() == version.seq();
  }

  private @Nullable Version firstAfter(byte[] key, Version version, long[] seqs, long validNanos) {
    int low = 0;
    int high = seqs.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holds(key, version, seqs[middle] + 1, validNanos)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    HistoryCursor found = versions().history(key, lineage, seqs[low], seqs[low] + 1);
    return found.next() ? found.version() : null;
  }

  private record IndexHistory(HistoryCursor cursor) implements History {
    @Override
    public boolean next() {
      return cursor.next();
    }

    @Override
    public Version version() {
      return cursor.version();
    }
  }

  private record IndexWalk(VersionCursor cursor) implements Walk {
    @Override
    public boolean next() {
      return cursor.next();
    }

    @Override
    public byte[] key() {
      return cursor.key();
    }

    @Override
    public Version version() {
      return cursor.version();
    }
  }
}
