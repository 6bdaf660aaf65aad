package io.ewig.engine.internal.history;

import io.ewig.engine.internal.history.Snapshots.Entered;
import io.ewig.engine.internal.version.Descent;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Search;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Version;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the keys of a range that have a value at a moment, in unsigned byte order, forward or
 * backward.
 *
 * <p>Holds nothing open: between two calls runs may be merged, and it finds its place again. One
 * thread.
 */
public final class VersionCursor {

  private final Snapshots snapshots;
  private final Moment moment;
  private final boolean anyTime;
  private final RangeWalk walk;
  private byte @Nullable [] key;
  private @Nullable Version version;

  /**
   * @param anyTime all keys that were ever given a value, with the version recorded last
   */
  VersionCursor(
      Snapshots snapshots,
      Moment moment,
      byte @Nullable [] from,
      byte @Nullable [] to,
      boolean backward,
      boolean anyTime) {
    this.snapshots = snapshots;
    this.moment = moment;
    this.anyTime = anyTime;
    this.walk = new RangeWalk(this::relevant, from, to, backward);
  }

  private Store[] relevant(Snapshot snapshot) {
    return Arrays.stream(snapshot.newestFirst())
        .filter(store -> store.fromSeq() < moment.beforeSeq())
        .filter(store -> anyTime || store.earliestFrom() <= moment.validNanos())
        .toArray(Store[]::new);
  }

  /**
   * Moves, so that {@link #next} goes to the first key that is not less, or backward, not greater.
   */
  public void seek(byte[] target) {
    walk.seek(target);
    key = null;
    version = null;
  }

  /** Goes to the next key that has a value; false at the end. */
  public boolean next() {
    try (Entered entered = snapshots.enter()) {
      while (walk.next(entered.snapshot())) {
        MergeWalk at = walk.at();
        Version found = find(at);
        if (found != null && (anyTime || !found.isDeletion())) {
          key = at.key();
          version = found;
          return true;
        }
      }
    }
    key = null;
    version = null;
    return false;
  }

  private @Nullable Version find(MergeWalk keys) {
    if (anyTime) {
      return newest(keys);
    }
    for (int i = 0; i < keys.ties(); i++) {
      Version found =
          Search.find(keys.tie(i), moment.lineage(), moment.beforeSeq(), moment.validNanos());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Version newest(MergeWalk keys) {
    for (int i = 0; i < keys.ties(); i++) {
      Descent versions = new Descent(keys.tie(i), moment.lineage(), moment.beforeSeq());
      if (versions.next()) {
        return versions.version();
      }
    }
    return null;
  }

  /** The key it stands on; not to be changed. */
  public byte[] key() {
    byte[] at = key;
    if (at == null) {
      throw RangeWalk.offKey();
    }
    return at;
  }

  /** The version that counts there. */
  public Version version() {
    Version at = version;
    if (at == null) {
      throw RangeWalk.offKey();
    }
    return at;
  }
}
