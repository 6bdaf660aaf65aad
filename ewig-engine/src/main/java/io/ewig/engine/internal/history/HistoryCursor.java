package io.ewig.engine.internal.history;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.internal.history.Snapshots.Entered;
import io.ewig.engine.internal.version.Descent;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Version;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Walks over all versions of a key that a lineage sees, deletions included, newest first.
 *
 * <p>Fetches some at a time and holds nothing open between. One thread.
 */
public final class HistoryCursor {

  private static final int CHUNK_MAX = 64;

  private final Snapshots snapshots;
  private final byte[] key;
  private final Lineage lineage;
  private final long fromSeq;
  private long below; // what has been fetched has this seq or a larger one
  private final ArrayDeque<Version> fetched = new ArrayDeque<>();
  private int chunk = 1; // most often the newest is all that is wanted
  private @Nullable Version version;

  HistoryCursor(Snapshots snapshots, byte[] key, Lineage lineage, long fromSeq, long toSeq) {
    this.snapshots = snapshots;
    this.key = key;
    this.lineage = lineage;
    this.fromSeq = fromSeq;
    this.below = toSeq;
  }

  public boolean next() {
    if (fetched.isEmpty() && below > fromSeq) {
      fetch();
    }
    version = fetched.poll();
    return version != null;
  }

  public Version version() {
    Version at = version;
    if (at == null) {
      throw new InternalException(
          ErrorCode.INVARIANT_BROKEN, "a history is asked while on no version");
    }
    return at;
  }

  private void fetch() {
    long hash = KeyHash.of(key);
    chunk = Math.min(CHUNK_MAX, 4 * chunk);
    try (Entered entered = snapshots.enter()) {
      for (Store store : entered.snapshot().newestFirst()) {
        Group group = store.fromSeq() < below ? store.find(key, hash) : null;
        if (group != null && !fetch(new Descent(group, lineage, below))) {
          return;
        }
      }
    }
    below = fromSeq; // that was all
  }

  /** Says whether older ones are still wanted. Stops only between seqs, to go on below one. */
  private boolean fetch(Descent descent) {
    while (descent.next()) {
      long seq = descent.seq();
      if (seq < fromSeq) {
        below = fromSeq;
        return false;
      }
      if (fetched.size() >= chunk && seq < below) {
        return false;
      }
      fetched.add(descent.version());
      below = seq;
    }
    return true;
  }
}
