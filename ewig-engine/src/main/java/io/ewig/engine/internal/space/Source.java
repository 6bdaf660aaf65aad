package io.ewig.engine.internal.space;

import io.ewig.engine.internal.history.Estimate;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.internal.version.VersionBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions that some reader sees; one thread.
 *
 * <p>Either what a branch held at a moment, or that with what a transaction has changed.
 */
public interface Source {

  /** The version of a key that holds at a valid time, or null; never a deletion. */
  @Nullable Version find(byte[] key, long validNanos);

  /** The seq of a key's newest version, deletions and all valid times included, or -1. */
  long newestSeq(byte[] key);

  /** The seq of the last change of any table, or -1. */
  default long newestChange() {
    return newestSeq(Catalogs.changes());
  }

  /**
   * Keys from one up to, not including, another, that hold something at a valid time, in order.
   *
   * @param backward from the last to the first
   */
  Walk walk(byte[] from, byte[] to, long validNanos, boolean backward);

  /** The same, forward, many at a time. */
  default Batches batches(byte[] from, byte[] to, long validNanos) {
    Walk walk = walk(from, to, validNanos, false);
    return into -> {
      while (!into.isFull() && walk.next()) {
        into.add(walk.key(), walk.version());
      }
    };
  }

  /** All keys from one up to, not including, another, that were ever given a value, in order. */
  Keys keys(byte[] from, byte[] to);

  /**
   * What a key holds during a period, piece by piece in the order of time: no piece overlaps
   * another, and where it holds nothing there is none.
   */
  List<Period> pieces(byte[] key, long validFrom, long validTo);

  /** All versions of a key, newest first, deletions included. */
  History history(byte[] key);

  /**
   * The first version after one of its key that holds at an instant as well, so that the earlier
   * one no longer does there; a deletion too. Null if there is none.
   */
  default @Nullable Version successor(byte[] key, Version version, long validNanos) {
    Version found = null;
    History newestFirst = history(key);
    while (newestFirst.next() && newestFirst.version().seq() > version.seq()) {
      Version later = newestFirst.version();
      if (Version.covers(later.validFrom(), later.validTo(), validNanos)) {
        found = later;
      }
    }
    return found;
  }

  /** About how many keys of a range hold something at a valid time, from looking at some. */
  Estimate estimate(byte[] from, byte[] to, long validNanos, int picks);

  /** Walks over versions; one thread. */
  interface History {
    boolean next();

    Version version();
  }

  /** Walks over keys; one thread. */
  interface Keys {
    boolean next();

    byte[] key();
  }

  /** Walks over keys with what they hold. */
  interface Walk extends Keys {
    Version version();
  }

  /** Goes over keys with what they hold, many at a time; one thread. */
  @FunctionalInterface
  interface Batches {

    /** Goes on, and adds what it finds to a batch until that is full. */
    void read(VersionBatch into);
  }
}
