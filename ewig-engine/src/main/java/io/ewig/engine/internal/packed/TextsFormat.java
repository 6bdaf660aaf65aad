package io.ewig.engine.internal.packed;

/**
 * A column of byte strings; how many there are is known from elsewhere.
 *
 * <pre>
 * texts    = 0, lengths: longs, heap                    one behind the other
 *          | 1, size: varint, texts, codes: longs       each is one of a few, by its code
 *          | 2, length: varint, prefix, numbers: longs  a prefix, and a number in decimal
 *          | 3, width: varint, heap                     of bytes, each as two digits 0-9a-f;
 *                                                       all texts have as many: width bytes
 * heap     = length: varint, stored: varint, bytes      stored = length: as they are;
 *                                                       else a Zstandard frame (RFC 8878)
 *
 *   0        1                     stored in a frame:
 *   +------+---------+------+      +--------+--------+----------+
 *   | form | lengths | heap |      | length | stored | frame    |
 *   +------+---------+------+      +--------+--------+----------+
 * </pre>
 */
final class TextsFormat {

  static final int PLAIN = 0;
  static final int CHOICE = 1;
  static final int NUMBERED = 2;
  static final int HEX = 3;

  /** Texts within texts: a choice is of plain ones. */
  static final int DEPTH_MAX = 1;

  private TextsFormat() {}
}
