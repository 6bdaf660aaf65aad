package io.ewig.engine.internal.version;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All versions that were recorded in a range of seqs, by key. */
public interface Store {

  /** Nothing in here has a smaller seq. */
  long fromSeq();

  /** No version in here is valid before; {@link Long#MAX_VALUE} if there is none. */
  long earliestFrom();

  /** How many keys there are. */
  int keys();

  /**
   * @param hash of the key, see {@link KeyHash}
   */
  @Nullable Group find(byte[] key, long hash);

  /**
   * Walks over all keys in unsigned byte order from a bound, forward or backward.
   *
   * @param bound forward: starts at the first key that is not less; backward: at the last that is
   *     less; null: from the end
   */
  Walk walk(byte @Nullable [] bound, boolean backward);

  /** Goes over the keys from one up to, not including, another, to read what counts at a moment. */
  default Scan scan(byte[] from, byte[] to, Moment moment) {
    return new Scan.Walked(walk(from, false), to, moment);
  }

  /**
   * Some keys from one up to, not including, another; costs about as much as looking each of them
   * up.
   *
   * @param atMost all keys if there are not more
   */
  Sample sample(byte[] from, byte[] to, int atMost);

  /** A walk over keys; starts in front of the first. */
  interface Walk {

    boolean next();

    /** The key it stands on; not to be changed. */
    byte[] key();

    /** How the key it stands on compares with another, as unsigned bytes. */
    default int compare(byte[] other) {
      return Arrays.compareUnsigned(key(), other);
    }

    Group group();
  }
}
