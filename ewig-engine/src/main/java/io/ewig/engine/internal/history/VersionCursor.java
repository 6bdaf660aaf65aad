package io.ewig.engine.internal.history;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
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
  private final byte @Nullable [] from;
  private final byte @Nullable [] to;
  private final boolean backward;
  private final boolean anyTime;
  private @Nullable Snapshot walked;
  private @Nullable MergeWalk walk;
  private byte @Nullable [] start; // as for Store.walk
  private byte @Nullable [] passed; // the last key that was looked at
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
    this.from = from;
    this.to = to;
    this.backward = backward;
    this.anyTime = anyTime;
    this.start = backward ? to : from;
  }

  /**
   * Moves, so that {@link #next} goes to the first key that is not less, or backward, not greater.
   */
  public void seek(byte[] target) {
    byte[] wanted = backward ? successor(target) : target;
    byte[] end = backward ? to : from;
    boolean isOutside = end != null && Arrays.compareUnsigned(wanted, end) < 0 != backward;
    start = isOutside ? end : wanted;
    passed = null;
    walk = null;
    key = null;
    version = null;
  }

  /** The least key that is greater. */
  private static byte[] successor(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** Goes to the next key that has a value; false at the end. */
  public boolean next() {
    try (Entered entered = snapshots.enter()) {
      MergeWalk keys = walk;
      if (keys == null || walked != entered.snapshot()) {
        keys = new MergeWalk(relevant(entered.snapshot()), bound(), backward);
        walk = keys;
        walked = entered.snapshot();
      }
      while (keys.next() && isInside(keys.key())) {
        Version found = find(keys);
        passed = keys.key();
        if (found != null && (anyTime || !found.isDeletion())) {
          key = keys.key();
          version = found;
          return true;
        }
      }
    }
    walk = null; // asked again, it looks again from where it stands
    key = null;
    version = null;
    return false;
  }

  /** Where to go on from. */
  private byte @Nullable [] bound() {
    byte[] last = passed;
    return last == null ? start : backward ? last : successor(last);
  }

  private Store[] relevant(Snapshot snapshot) {
    return Arrays.stream(snapshot.newestFirst())
        .filter(store -> store.fromSeq() < moment.beforeSeq())
        .filter(store -> anyTime || store.earliestFrom() <= moment.validNanos())
        .toArray(Store[]::new);
  }

  private boolean isInside(byte[] candidate) {
    byte[] end = backward ? from : to;
    return end == null || (Arrays.compareUnsigned(candidate, end) < 0) != backward;
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
      throw offKey();
    }
    return at;
  }

  /** The version that counts there. */
  public Version version() {
    Version at = version;
    if (at == null) {
      throw offKey();
    }
    return at;
  }

  private static InternalException offKey() {
    return new InternalException(ErrorCode.INVARIANT_BROKEN, "a cursor is asked while on no key");
  }
}
