package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Sha256;

/**
 * Says after which entry a node ends: a pure function of what the node itself holds, which makes
 * equal content give equal nodes whatever order it came in.
 *
 * <p>An entry that takes a node's weight from {@code a} to {@code b} ends it with probability
 * {@code (b^4 - a^4) / 4096^4}; the draw is the first 32 bits of SHA-256(level, key). So:
 *
 * <ul>
 *   <li>nodes have a mean weight of about 3.7 KiB and seldom less than half or more than 1.5 times
 *       that;
 *   <li>only keys and lengths count: a value that changes and keeps its length moves no boundary;
 *   <li>what moves a boundary has no effect behind the next one that both sides share, mostly
 *       within three nodes;
 *   <li>nobody looks ahead: the entries of a node alone show that it ends where it has to;
 *   <li>whatever keys an adversary picks, a node ends when its weight reaches {@value #WEIGHT_MAX}.
 * </ul>
 *
 * <p>Weights are of the content, not of its encoding: an entry's length without prefix compression.
 * Integers only, so that every machine decides alike.
 */
final class Boundary {

  /** No node ends before: the chance is 1 in 256, and a quarter of all keys need no hashing. */
  static final int WEIGHT_MIN = 1 << 10;

  /** Every node ends here; with keys that nobody picked, one in e^256 gets so far. */
  static final int WEIGHT_MAX = 16 << 10;

  /** About what the lengths of an entry's parts take. */
  static final int LEAF_ENTRY_WEIGHT = 4;

  /** A child's hash and count: the same for every count, or each would move boundaries. */
  static final int CHILD_ENTRY_WEIGHT = 44;

  /** Divides by 4096^4, of which 32 bits are the draw's. */
  private static final int SCALE_SHIFT = 4 * 12 - 32;

  private static final byte[][] LEVELS = new byte[NodeFormat.LEVELS_MAX][];

  static {
    for (int level = 0; level < LEVELS.length; level++) {
      LEVELS[level] = new byte[] {(byte) level};
    }
  }

  private Boundary() {}

  static int weight(int level, int keyBytes, int payloadBytes) {
    return level == NodeFormat.LEAF
        ? keyBytes + payloadBytes + LEAF_ENTRY_WEIGHT
        : keyBytes + CHILD_ENTRY_WEIGHT;
  }

  /**
   * True if a node ends after the entry with this key.
   *
   * @param index of the entry in its node; above the leaves, one entry makes no node, or a tree of
   *     long keys would grow without end
   */
  static boolean isAfter(
      int level, int index, int weightBefore, int weight, byte[] keys, int from, int length) {
    if (weight < WEIGHT_MIN || (index == 0 && level > NodeFormat.LEAF)) {
      return false;
    }
    if (weight >= WEIGHT_MAX) {
      return true;
    }
    long chance = (power4(weight) - power4(weightBefore)) >>> SCALE_SHIFT;
    return draw(level, keys, from, length) < chance;
  }

  /** 32 bits; each level draws anew, or the keys that end leaves would end all nodes above. */
  static long draw(int level, byte[] keys, int from, int length) {
    return Sha256.current().add(LEVELS[level]).add(keys, from, length).finish().a() >>> 32;
  }

  private static long power4(long weight) {
    return weight * weight * weight * weight;
  }
}
