package io.ewig.engine.internal.history;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.internal.version.Store;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the keys of a range in some stores of a snapshot, in unsigned byte order, forward or
 * backward.
 *
 * <p>Holds nothing open: when it is given another snapshot, it finds its place again. One thread.
 */
final class RangeWalk {

  private final Function<Snapshot, Store[]> relevant; // newest first
  private final byte @Nullable [] from;
  private final byte @Nullable [] to;
  private final boolean backward;
  private @Nullable Snapshot walked;
  private @Nullable MergeWalk walk;
  private byte @Nullable [] start; // as for Store.walk
  private byte @Nullable [] passed; // the last key that was looked at

  /**
   * @param from inclusive; null: from the first
   * @param to exclusive; null: to the last
   */
  RangeWalk(
      Function<Snapshot, Store[]> relevant,
      byte @Nullable [] from,
      byte @Nullable [] to,
      boolean backward) {
    this.relevant = relevant;
    this.from = from;
    this.to = to;
    this.backward = backward;
    this.start = backward ? to : from;
  }

  /**
   * Moves, so that {@link #next} goes to the first key that is not less, or backward, not greater.
   */
  void seek(byte[] target) {
    byte[] wanted = backward ? successor(target) : target;
    byte[] end = backward ? to : from;
    boolean isOutside = end != null && Arrays.compareUnsigned(wanted, end) < 0 != backward;
    start = isOutside ? end : wanted;
    passed = null;
    walk = null;
  }

  /** The least key that is greater. */
  private static byte[] successor(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** Goes to the next key; asked again at the end, it looks again from where it stands. */
  boolean next(Snapshot snapshot) {
    MergeWalk keys = walk;
    if (keys == null || walked != snapshot) {
      keys = new MergeWalk(relevant.apply(snapshot), bound(), backward);
      walk = keys;
      walked = snapshot;
    }
    if (keys.next() && isInside(keys.key())) {
      passed = keys.key();
      return true;
    }
    walk = null;
    return false;
  }

  /** Where to go on from. */
  private byte @Nullable [] bound() {
    byte[] last = passed;
    return last == null ? start : backward ? last : successor(last);
  }

  private boolean isInside(byte[] candidate) {
    byte[] end = backward ? from : to;
    return end == null || (Arrays.compareUnsigned(candidate, end) < 0) != backward;
  }

  /** The key it stands on, and its groups. */
  MergeWalk at() {
    MergeWalk at = walk;
    if (at == null) {
      throw offKey();
    }
    return at;
  }

  static InternalException offKey() {
    return new InternalException(ErrorCode.INVARIANT_BROKEN, "a cursor is asked while on no key");
  }
}
