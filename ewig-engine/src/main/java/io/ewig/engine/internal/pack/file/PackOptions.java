package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.Disk;
import java.nio.file.Path;

/**
 * How a store is to be kept.
 *
 * @param packBytes a pack is sealed when it has reached this, or more in a large store
 * @param compressFromBytes shorter objects are kept as they are
 * @param garbagePercent a collection rewrites a pack of which so much is dead
 */
public record PackOptions(
    Disk disk,
    Path folder,
    FrameKeys keys,
    boolean readOnly,
    int packBytes,
    int compressFromBytes,
    int garbagePercent) {

  /** Small enough to be rewritten in a second, large enough that a gibibyte is few files. */
  public static final int PACK_BYTES = 64 << 20;

  /** Below, what decoding costs each reader is more than the disk that it saves. */
  static final int COMPRESS_FROM_BYTES = 16 << 10;

  /** Copying three bytes to free one is the most that a collection does. */
  static final int GARBAGE_PERCENT = 25;

  /** So a pack with its longest object stays far below what one mapping can hold. */
  static final int PACK_BYTES_MAX = 512 << 20;

  /** How much longer than asked for packs may get, to keep their number down. */
  private static final int GROWTH_MAX = 8;

  /** A new pack may be this part of all there is. */
  private static final int SHARE = 16;

  public PackOptions {
    if (packBytes < 1 || packBytes > PACK_BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "packs of " + packBytes + " bytes; choose 1 to " + PACK_BYTES_MAX);
    }
  }

  public static PackOptions of(Disk disk, Path folder, FrameKeys keys, boolean readOnly) {
    return new PackOptions(
        disk, folder, keys, readOnly, PACK_BYTES, COMPRESS_FROM_BYTES, GARBAGE_PERCENT);
  }

  /** How long the next pack gets: looking up an address costs a little for each pack there is. */
  public int packBytesAfter(long storedBytes) {
    long longest = Math.min(PACK_BYTES_MAX, (long) packBytes * GROWTH_MAX);
    return (int) Math.max(packBytes, Math.min(longest, storedBytes / SHARE));
  }
}
