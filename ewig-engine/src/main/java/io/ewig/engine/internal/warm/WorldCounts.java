package io.ewig.engine.internal.warm;

import io.ewig.engine.column.NameColumn;
import org.jspecify.annotations.Nullable;

/**
 * How many events each world has in the blocks of a file: known as sums up to every eighth block,
 * so that for a run of blocks a few are read and not all. Any thread.
 */
final class WorldCounts {

  /** So many blocks are read at each end of a run at most. */
  static final int STEP = 8;

  /** Of more worlds the sums would take more room than a hundred kilobytes or two. */
  static final int WORLDS_MAX = 1 << 12;

  private final int[][] sums; // of all blocks before the first, the ninth, the seventeenth ..

  private WorldCounts(int[][] sums) {
    this.sums = sums;
  }

  /** Null if there are too many worlds. */
  static @Nullable WorldCounts of(WarmFile file) {
    int worlds = file.contents().names().worlds().size();
    int blocks = file.contents().blocks().size();
    if (worlds > WORLDS_MAX) {
      return null;
    }
    int[][] sums = new int[blocks / STEP + 1][];
    int[] sum = new int[worlds];
    for (int block = 0; block < blocks; block++) {
      if (block % STEP == 0) {
        sums[block / STEP] = sum.clone();
      }
      add(file, block, 1, sum);
    }
    if (blocks % STEP == 0) {
      sums[blocks / STEP] = sum;
    }
    return new WorldCounts(sums);
  }

  private static void add(WarmFile file, int block, int times, int[] to) {
    WarmBlock of = file.block(block);
    int[] counts = of.counts(NameColumn.WORLD);
    if (counts == null) { // it has few events
      for (int code : of.codes(NameColumn.WORLD)) {
        to[code] += times;
      }
      return;
    }
    for (int code = 0; code < counts.length; code++) {
      to[code] += times * counts[code];
    }
  }

  /** Those of a run of blocks, by code. */
  int[] within(WarmFile file, int from, int to) {
    int[] counts = until(file, to);
    int[] before = until(file, from);
    for (int code = 0; code < counts.length; code++) {
      counts[code] -= before[code];
    }
    return counts;
  }

  /** Of all blocks before one. */
  private int[] until(WarmFile file, int block) {
    int nearest = Math.min((block + STEP / 2) / STEP, sums.length - 1);
    int[] counts = sums[nearest].clone();
    for (int i = nearest * STEP; i < block; i++) {
      add(file, i, 1, counts);
    }
    for (int i = block; i < nearest * STEP; i++) {
      add(file, i, -1, counts);
    }
    return counts;
  }
}
