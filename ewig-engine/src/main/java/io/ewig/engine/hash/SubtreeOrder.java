package io.ewig.engine.hash;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/**
 * Where a kept subtree root stands in a flat file of 32-byte roots, appended as they are completed.
 *
 * <p>Kept are the subtrees of {@link MerkleRange#BLOCK_LEVEL} and above, in the order in which
 * {@link MerkleRange} reports them: a block, then whatever it completes above it. That is 64 bytes
 * for 256 leaves, and every node of a proof is then one read, however big the tree:
 *
 * <pre>
 *            6
 *         /     \
 *       2         5
 *      / \       / \
 *     0   1     3   4     7        index, for 5 blocks: 8 roots
 * </pre>
 */
public final class SubtreeOrder {

  private SubtreeOrder() {}

  /** Roots kept for a tree of so many leaves. */
  public static long count(long size) {
    MerkleRange.requireSize(size);
    return countOfBlocks(size >>> MerkleRange.BLOCK_LEVEL);
  }

  /**
   * Index of the root of the 2^level leaves from the first one on.
   *
   * @param level {@link MerkleRange#BLOCK_LEVEL} or above
   */
  public static long index(long first, int level) {
    MerkleRange.requireSize(first);
    int height = level - MerkleRange.BLOCK_LEVEL;
    if (height < 0 || level > 62 || (first & ((1L << level) - 1)) != 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "no root is kept for level " + level + " from leaf " + first + " on");
    }
    long blocksBeforeItsLast = (first >>> MerkleRange.BLOCK_LEVEL) + (1L << height) - 1;
    return countOfBlocks(blocksBeforeItsLast) + height;
  }

  /** Each bit of the number is a perfect tree of b blocks, and that has 2 b - 1 nodes. */
  private static long countOfBlocks(long blocks) {
    return 2 * blocks - Long.bitCount(blocks);
  }
}
