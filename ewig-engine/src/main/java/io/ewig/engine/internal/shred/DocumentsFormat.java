package io.ewig.engine.internal.shred;

/**
 * The payloads of a block of events.
 *
 * <pre>
 * shapes   = shape of each payload: longs       0: in rest, 1: in blobs,
 *                                              2: erased, else number of its shape + 3
 * rest     = texts                              of the payloads of shape 0, in order
 * blobs    = texts of 40 bytes                  size: 8, SHA-256: 32; of those of shape 1
 * values   = kinds: longs [ numbers ] [ texts ] of a path: one for each payload whose shape has it
 * kind     = 1 null, 2 false, 3 true, 4 number, 5 text, 6 text with escapes, 7 other number
 * numbers  = scale: u8, scales: longs, unscaled: longs      if there are any of kind 4
 *              scale is that of all numbers (value = unscaled / 10^scale), or 255: each has its
 *              own; scales are how many digits each shows behind its point
 * texts    = what stands between quotes, or the other number's digits; if any of kind 5, 6, 7
 *
 *   payload   {"id":"rose","petals":5}
 *   template  {"id":*,"petals":*}             * is a byte 0
 *   paths     /id    /petals                  in order of their first appearance in the file's
 *   values    rose   5                        shapes
 * </pre>
 */
final class DocumentsFormat {

  static final int REST = 0;
  static final int BLOB = 1;
  static final int ERASED = 2;
  static final int FIRST_SHAPE = 3;

  static final int NULL = 1;
  static final int FALSE = 2;
  static final int TRUE = 3;
  static final int NUMBER = 4;
  static final int TEXT = 5;
  static final int ESCAPED = 6;
  static final int OTHER_NUMBER = 7;
  static final int KINDS = 8;

  /** Each number has a scale of its own. */
  static final int OWN_SCALES = 255;

  /** Digits that surely fit into 64 bits. */
  static final int DIGITS_MAX = 18;

  /** Where a scalar stands in a template: no document has this byte. */
  static final byte MARK = 0;

  private DocumentsFormat() {}
}
