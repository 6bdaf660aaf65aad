package io.ewig.sync.ephemeral;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Duration;

/**
 * How much a store holds, and how long. What is gone counts until it is forgotten.
 *
 * @param entriesMax in all
 * @param bytesMax in all
 * @param namespacesMax that have an entry
 * @param peerEntriesMax of what one peer wrote last
 * @param peerBytesMax likewise
 * @param valueBytesMax of one value as JSON
 * @param ttl how long an entry lives if its writer does not say, and how long what is gone is
 *     remembered, so that nothing that is still under way brings it back
 * @param ttlMax that a writer may ask for
 * @param step changes are told at most once in so long
 */
public record EphemeralLimits(
    int entriesMax,
    long bytesMax,
    int namespacesMax,
    int peerEntriesMax,
    long peerBytesMax,
    int valueBytesMax,
    Duration ttl,
    Duration ttlMax,
    Duration step) {

  /** 60 times a second at most: as often as a screen shows anything new. */
  public static final Duration STEP = Duration.ofMillis(17);

  public EphemeralLimits {
    if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(ttlMax) > 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "entries live for more than nothing and at most " + ttlMax + ", not for " + ttl);
    }
  }

  public static EphemeralLimits defaults() {
    return new EphemeralLimits(
        100_000,
        64L << 20,
        10_000,
        1_000,
        1L << 20,
        16 << 10,
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        STEP);
  }

  public EphemeralLimits withEntriesMax(int all, int ofPeer) {
    return new EphemeralLimits(
        all, bytesMax, namespacesMax, ofPeer, peerBytesMax, valueBytesMax, ttl, ttlMax, step);
  }

  public EphemeralLimits withBytesMax(long all, long ofPeer) {
    return new EphemeralLimits(
        entriesMax, all, namespacesMax, peerEntriesMax, ofPeer, valueBytesMax, ttl, ttlMax, step);
  }

  public EphemeralLimits withNamespacesMax(int count) {
    return new EphemeralLimits(
        entriesMax,
        bytesMax,
        count,
        peerEntriesMax,
        peerBytesMax,
        valueBytesMax,
        ttl,
        ttlMax,
        step);
  }

  public EphemeralLimits withTtl(Duration duration) {
    return new EphemeralLimits(
        entriesMax,
        bytesMax,
        namespacesMax,
        peerEntriesMax,
        peerBytesMax,
        valueBytesMax,
        duration,
        ttlMax,
        step);
  }
}
