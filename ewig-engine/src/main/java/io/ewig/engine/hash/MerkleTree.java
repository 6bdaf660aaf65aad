package io.ewig.engine.hash;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Roots and proofs of a log's tree at any size it ever had, from whatever subtree hashes are kept.
 *
 * <p>The tree of RFC 6962 and RFC 9162: of n leaves, the left subtree has the biggest power of two
 * below n. So all subtrees but those on the right edge are perfect and never change, and a kept
 * root serves every later size.
 *
 * <ul>
 *   <li>With all subtrees of {@link MerkleRange#BLOCK_LEVEL} and above kept (see {@link
 *       SubtreeOrder}), a proof costs at most two blocks of leaves and some 62 kept roots.
 *   <li>With that one level kept, one node hash for each 256 leaves comes on top.
 *   <li>With nothing kept, all leaves are read: right, but slow.
 * </ul>
 *
 * The descent is at most 62 deep. Thread-safe if the leaves are.
 */
public final class MerkleTree {

  /** The source of a tree's hashes; it holds at least as many leaves as any size asked for. */
  public interface Leaves {

    Hash leaf(long index);

    /**
     * The root of the 2^level leaves from the first one on, or null when it is not kept; to say
     * null must be cheap.
     *
     * @param first a multiple of 2^level
     * @param level 1 or above
     */
    @Nullable Hash subtree(long first, int level);
  }

  private final Leaves leaves;

  public MerkleTree(Leaves leaves) {
    this.leaves = leaves;
  }

  /** The root of the first so many leaves. */
  public Hash root(long size) {
    MerkleRange.requireSize(size);
    return size == 0 ? MerkleRange.EMPTY_ROOT : range(0, size);
  }

  /** Proves that a leaf is in the tree of that size; PATH of RFC 9162 2.1.3.1. */
  public InclusionProof inclusionProof(long index, long size) {
    MerkleRange.requireSize(size);
    if (index < 0 || index >= size) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no leaf " + index + " in a tree of " + size + " leaves");
    }
    List<Hash> siblings = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        siblings.add(range(middle, to));
        to = middle;
      } else {
        siblings.add(range(from, middle));
        from = middle;
      }
    }
    return new InclusionProof(index, size, upwards(siblings));
  }

  /** Proves that the bigger tree only adds leaves to the smaller; SUBPROOF of RFC 9162 2.1.4.1. */
  public ConsistencyProof consistencyProof(long oldSize, long newSize) {
    MerkleRange.requireSize(newSize);
    if (oldSize < 1 || oldSize > newSize) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "no proof leads from " + oldSize + " to " + newSize + " leaves");
    }
    List<Hash> siblings = new ArrayList<>();
    long from = 0;
    long to = newSize;
    while (oldSize != to) {
      long middle = from + split(to - from);
      if (oldSize <= middle) {
        siblings.add(range(middle, to));
        to = middle;
      } else {
        siblings.add(range(from, middle));
        from = middle;
      }
    }
    if (from > 0) { // else this subtree is the old tree itself, whose root the verifier has
      siblings.add(range(from, to));
    }
    return new ConsistencyProof(oldSize, newSize, upwards(siblings));
  }

  /** The biggest power of two below a number of leaves. */
  private static long split(long leafCount) {
    return Long.highestOneBit(leafCount - 1);
  }

  /** The RFC lists a path from the leaf up; the descent found it the other way round. */
  private static List<Hash> upwards(List<Hash> siblings) {
    Collections.reverse(siblings);
    return siblings;
  }

  /** The hash over a range which starts where a perfect subtree of at least its length would. */
  private Hash range(long from, long to) {
    List<Hash> peaks = new ArrayList<>();
    long at = from;
    while (at < to) {
      long biggest = Long.highestOneBit(to - at);
      peaks.add(subtree(at, Long.numberOfTrailingZeros(biggest)));
      at += biggest;
    }
    return MerkleRange.bag(peaks);
  }

  private Hash subtree(long first, int level) {
    if (level == 0) {
      return leaves.leaf(first);
    }
    Hash kept = leaves.subtree(first, level);
    if (kept != null) {
      return kept;
    }
    long half = 1L << (level - 1);
    return MerkleRange.nodeHash(subtree(first, level - 1), subtree(first + half, level - 1));
  }
}
