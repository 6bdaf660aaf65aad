package io.ewig.engine.hash;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;

/**
 * The growing edge of a Merkle tree: what has to be remembered of all leaves to append the next
 * one.
 *
 * <p>The root is the Merkle Tree Hash of RFC 6962 and RFC 9162. A tree of n leaves is a row of
 * perfect subtrees ("peaks"), one for each bit of n, the biggest on the left:
 *
 * <pre>
 *                  root = node(P2, node(P1, P0))
 *         P2
 *       /    \
 *      o      o       P1
 *     / \    / \     /  \
 *    l   l  l   l   l    l   P0        n = 7 = 0b111
 * </pre>
 *
 * <ul>
 *   <li>leaf hash = SHA-256(0x00, data), node hash = SHA-256(0x01, left, right): nobody can pass a
 *       node off as a leaf;
 *   <li>a peak of level k is kept exactly when bit k of the size is set;
 *   <li>an append hashes one node on average and allocates nothing;
 *   <li>after an append that failed, the range is what it was before.
 * </ul>
 *
 * Not thread-safe: the writer of the log owns it.
 */
public final class MerkleRange {

  /** Beyond any log (146 years of a leaf each nanosecond), and twice it still fits a long. */
  public static final long SIZE_MAX = 1L << 62;

  /**
   * Subtrees of 2^8 = 256 leaves: kept for good, while those below are computed again when needed.
   */
  public static final int BLOCK_LEVEL = 8;

  /** The root of no leaves at all: SHA-256 of nothing. */
  public static final Hash EMPTY_ROOT = Sha256.of(new byte[0]);

  private static final int LEVELS = 63;
  private static final int NO_LEVEL = LEVELS;

  private static final byte[] LEAF_PREFIX = {0};
  private static final byte NODE_PREFIX = 1;
  private static final int LEFT = 1;
  private static final int RIGHT = LEFT + Hash.BYTES;
  private static final int PAIR_BYTES = RIGHT + Hash.BYTES;

  private final int fromLevel;
  private final SubtreeListener listener;
  private final Sha256 sha = new Sha256();

  /** The peak of level k, where there is one, at 32 k. */
  private final byte[] peaks = new byte[LEVELS * Hash.BYTES];

  /** The node being hashed; its hash lands in its own right half, where the next level wants it. */
  private final byte[] pair = newPair();

  private long size;

  /** Is told each complete subtree, once, when its last leaf is appended. */
  @FunctionalInterface
  public interface SubtreeListener {

    /**
     * Called before the leaf counts as appended, lower levels first. If this throws, the leaf is
     * not appended, and appending it again repeats the call. It must not enter the range.
     *
     * @param first index of the subtree's first leaf, a multiple of 2^level
     * @param level the subtree has 2^level leaves
     */
    void completed(long first, int level, Hash root);
  }

  public MerkleRange() {
    this(NO_LEVEL, (first, level, root) -> {});
  }

  /**
   * @param fromLevel the listener is told subtrees of this level and of those above
   */
  public MerkleRange(int fromLevel, SubtreeListener listener) {
    if (fromLevel < 1 || fromLevel > NO_LEVEL) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "level " + fromLevel + " is not within 1 to " + NO_LEVEL);
    }
    this.fromLevel = fromLevel;
    this.listener = listener;
  }

  /** Goes on where a range of this size and these {@link #peaks()} left off. */
  public static MerkleRange restore(
      long size, List<Hash> peaks, int fromLevel, SubtreeListener listener) {
    requireSize(size);
    if (peaks.size() != Long.bitCount(size)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a tree of "
              + size
              + " leaves has "
              + Long.bitCount(size)
              + " peaks, not "
              + peaks.size());
    }
    MerkleRange range = new MerkleRange(fromLevel, listener);
    long left = size;
    for (Hash peak : peaks) {
      long biggest = Long.highestOneBit(left);
      peak.write(range.peaks, Long.numberOfTrailingZeros(biggest) * Hash.BYTES);
      left -= biggest;
    }
    range.size = size;
    return range;
  }

  public static MerkleRange restore(long size, List<Hash> peaks) {
    return restore(size, peaks, NO_LEVEL, (first, level, root) -> {});
  }

  public static Hash leafHash(byte[] data, int from, int length) {
    return Sha256.current().add(LEAF_PREFIX).add(data, from, length).finish();
  }

  public static Hash nodeHash(Hash left, Hash right) {
    byte[] node = newPair();
    left.write(node, LEFT);
    right.write(node, RIGHT);
    return Sha256.current().add(node).finish();
  }

  public void append(Hash leafHash) {
    if (size == SIZE_MAX) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED, "a Merkle tree ends at " + SIZE_MAX + " leaves");
    }
    leafHash.write(pair, RIGHT);
    int height = Long.numberOfTrailingZeros(~size);
    for (int level = 0; level < height; level++) {
      System.arraycopy(peaks, level * Hash.BYTES, pair, LEFT, Hash.BYTES);
      sha.add(pair, 0, PAIR_BYTES).finishInto(pair, RIGHT);
      if (level + 1 >= fromLevel) {
        report(level + 1);
      }
    }
    System.arraycopy(pair, RIGHT, peaks, height * Hash.BYTES, Hash.BYTES);
    size++;
  }

  private void report(int level) {
    listener.completed(size + 1 - (1L << level), level, Hash.read(pair, RIGHT));
  }

  /** The number of leaves. */
  public long size() {
    return size;
  }

  public Hash root() {
    return size == 0 ? EMPTY_ROOT : bag(peaks());
  }

  /** The roots of the perfect subtrees, biggest first: all of the state there is, with the size. */
  public List<Hash> peaks() {
    List<Hash> found = new ArrayList<>(Long.bitCount(size));
    for (int level = LEVELS - 1; level >= 0; level--) {
      if ((size >>> level & 1) == 1) {
        found.add(Hash.read(peaks, level * Hash.BYTES));
      }
    }
    return List.copyOf(found);
  }

  /** The root above a row of perfect subtrees, biggest first. */
  static Hash bag(List<Hash> peaks) {
    InternalException.require(!peaks.isEmpty(), "a root needs a peak");
    Hash root = peaks.get(peaks.size() - 1);
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = nodeHash(peaks.get(i), root);
    }
    return root;
  }

  static void requireSize(long size) {
    if (size < 0 || size > SIZE_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, size + " is not the size of a tree, 0 to " + SIZE_MAX);
    }
  }

  private static byte[] newPair() {
    byte[] pair = new byte[PAIR_BYTES];
    pair[0] = NODE_PREFIX;
    return pair;
  }
}
