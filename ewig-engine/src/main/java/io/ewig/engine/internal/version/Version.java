package io.ewig.engine.internal.version;

import org.jspecify.annotations.Nullable;

/**
 * A value that a key was given, with both of its times.
 *
 * @param line the sequence of commits it was recorded on
 * @param seq when it was recorded, on the log's axis
 * @param systemNanos when it was recorded, on the clock
 * @param validFrom when it began to be true
 * @param validTo when it ceased to be, exclusive; {@link #OPEN}: never
 * @param value shared with the index, not to be changed; null says that the key has no value
 */
public record Version(
    int line, long seq, long systemNanos, long validFrom, long validTo, byte @Nullable [] value) {

  public static final long OPEN = Long.MAX_VALUE;

  public boolean isDeletion() {
    return value == null;
  }

  /** Whether a period covers an instant; an open one covers the last instant there is as well. */
  public static boolean covers(long validFrom, long validTo, long validNanos) {
    return validFrom <= validNanos && (validNanos < validTo || validTo == OPEN);
  }
}
