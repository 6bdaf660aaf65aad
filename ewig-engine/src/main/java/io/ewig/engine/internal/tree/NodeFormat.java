package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;

/**
 * A node of a tree: its entries in the order of their keys, behind what all keys have in common.
 *
 * <pre>
 *   0       1         2       3
 *   +-------+---------+-------+---------+--------------+--------+-----------+
 *   | magic | version | level | entries | prefix bytes | prefix | entry ... |
 *   | 0xE7  | 1       | 1     | varint  | varint       |        |           |
 *   +-------+---------+-------+---------+--------------+--------+-----------+
 *
 *   entry of a leaf (level 0)
 *   +--------------+--------+--------+-----------------------+
 *   | suffix bytes | suffix | tag    | value, or its SHA-256 |
 *   | varint       |        | varint | tag / 2 bytes, or 32  |
 *   +--------------+--------+--------+-----------------------+
 *
 *   entry above
 *   +--------------+--------+------------------+---------------+
 *   | suffix bytes | suffix | SHA-256 of child | entries below |
 *   | varint       |        | 32               | varint        |
 *   +--------------+--------+------------------+---------------+
 *   prefix  the longest that all keys share; a key is prefix and suffix
 *   tag     bytes of the value * 2, and 1 more if it is too long to stand here
 * </pre>
 *
 * <p>The key of an entry above a leaf is the last key below it. There is one way to write a node:
 * varints are as short as can be, keys rise strictly, a value stands in its leaf if and only if it
 * has at most {@value #VALUE_INLINE_BYTES_MAX} bytes. Where a node ends is said by {@link
 * Boundary}.
 */
public final class NodeFormat {

  /** A key; two of them still make a node above the leaves, so that every level shrinks. */
  public static final int KEY_BYTES_MAX = 4096;

  /** A value, as long as a payload may be. */
  public static final int VALUE_BYTES_MAX = 64 << 20;

  /** A longer value is an object of its own, so that its neighbours' edits do not copy it. */
  public static final int VALUE_INLINE_BYTES_MAX = 1024;

  /** Levels of a tree, leaves included: 2^48 of the longest keys need 49. */
  public static final int LEVELS_MAX = 64;

  /** Entries of a tree: beyond any disk, and far from where sums overflow. */
  public static final long COUNT_MAX = 1L << 48;

  /** What {@link Boundary} lets a node have: its limit, and the one entry that passed it. */
  public static final int NODE_BYTES_MAX = 24 << 10;

  static final int MAGIC = 0xE7;
  static final int VERSION = 1;
  static final int LEVEL_AT = 2;
  static final int HEADER_BYTES = 3;

  /** The least that an entry takes: an empty suffix and an empty value. */
  static final int ENTRY_BYTES_MIN = 2;

  static final int CHILD_BYTES_MIN = Hash.BYTES + 1;
  static final int LEAF = 0;

  private NodeFormat() {}

  static int tag(int valueBytes) {
    return valueBytes << 1 | (isLong(valueBytes) ? 1 : 0);
  }

  static boolean isLong(int valueBytes) {
    return valueBytes > VALUE_INLINE_BYTES_MAX;
  }
}
