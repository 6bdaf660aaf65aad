package io.ewig.engine.internal.space;

import io.ewig.engine.internal.version.Version;
import io.ewig.engine.internal.version.VersionBatch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a base holds and a few keys that were put over it, many at a time: between two of these keys
 * the base is read as if there were nothing else. One thread.
 */
final class OverlaidBatches implements Source.Batches {

  /** With more keys than that, stretches of the base are too short to be worth beginning. */
  static final int KEYS_MAX = 64;

  private final Source base;
  private final List<byte[]> keys;
  private final Put put;
  private final byte[] to;
  private final long validNanos;
  private int passed; // how many of the keys
  private Source.Batches stretch;

  /** What counts of a key that was put. */
  @FunctionalInterface
  interface Put {

    /** Null if nothing holds there. */
    @Nullable Version find(byte[] key, long validNanos);
  }

  /**
   * @param keys of the range that were put, in order
   * @param to exclusive
   */
  OverlaidBatches(
      Source base, List<byte[]> keys, Put put, byte[] from, byte[] to, long validNanos) {
    this.base = base;
    this.keys = keys;
    this.put = put;
    this.to = to;
    this.validNanos = validNanos;
    this.stretch = stretch(from);
  }

  /** The base from a key on, up to the next one that was put. */
  private Source.Batches stretch(byte[] from) {
    return base.batches(from, passed < keys.size() ? keys.get(passed) : to, validNanos);
  }

  @Override
  public void read(VersionBatch into) {
    stretch.read(into);
    while (!into.isFull() && passed < keys.size()) {
      byte[] key = keys.get(passed++);
      Version version = put.find(key, validNanos);
      if (version != null) {
        into.add(key, version);
      }
      stretch = stretch(Arrays.copyOf(key, key.length + 1)); // the least key that is greater
      stretch.read(into);
    }
  }
}
