package io.ewig.engine.internal.state;

import io.ewig.engine.internal.history.HistoryCursor;
import io.ewig.engine.internal.history.VersionCursor;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lineage held before some seq, in the version index. */
final class IndexSource implements Source {

  private final Versions versions;
  private final @Nullable State state;
  private final Lineage lineage;
  private final long beforeSeq;

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
