package io.ewig.engine.internal.history;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import java.nio.file.Path;

/**
 * How to keep versions.
 *
 * @param folder of the runs
 * @param keys encrypt runs if the log's frames are encrypted
 * @param memoryBytes a table in memory is frozen when it takes so much; there are at most {@value
 *     Versions#FROZEN_MAX} frozen ones beside it
 * @param fanIn so many runs of a level become one of the next
 * @param cacheBytes for decrypted pages; unused in the clear
 * @param maker a hash of the rules by which versions follow from the log: runs that were made under
 *     other rules are made anew
 */
public record VersionsOptions(
    Path folder,
    Disk disk,
    FrameKeys keys,
    long memoryBytes,
    int fanIn,
    long cacheBytes,
    Hash maker) {

  /** A small heap has to have room for all tables in memory, and for what else is done. */
  public static final long MEMORY_BYTES_DEFAULT =
      Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16);

  /** A table in memory becomes one run, and a run has less than 2 GiB. */
  public static final long MEMORY_BYTES_MAX = 1 << 30;

  public static final int FAN_IN_DEFAULT = 8;

  /** Each run that is merged is mapped anyway; more at once would only make merges long. */
  public static final int FAN_IN_MAX = 64;

  public static final long CACHE_BYTES_DEFAULT =
      Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 32);

  public VersionsOptions {
    if (memoryBytes < 1 || memoryBytes > MEMORY_BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "versions in " + memoryBytes + " bytes of memory: 1 to " + MEMORY_BYTES_MAX + " will do");
    }
    if (fanIn < 2 || fanIn > FAN_IN_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "merging " + fanIn + " runs at a time: 2 to " + FAN_IN_MAX + " will do");
    }
  }

  public static VersionsOptions of(Path folder, Disk disk, FrameKeys keys) {
    return new VersionsOptions(
        folder, disk, keys, MEMORY_BYTES_DEFAULT, FAN_IN_DEFAULT, CACHE_BYTES_DEFAULT, Hash.ZERO);
  }

  public VersionsOptions madeBy(Hash rules) {
    return new VersionsOptions(folder, disk, keys, memoryBytes, fanIn, cacheBytes, rules);
  }
}
