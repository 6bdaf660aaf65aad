package io.ewig.engine.internal.row;

import io.ewig.engine.value.Type;
import java.util.Arrays;

/**
 * A key: a tuple of values whose bytes sort, unsigned, as the values do.
 *
 * <pre>
 *   null                     00
 *   integers, date, time,    77 ... 7F  eight to no bytes: a negative number
 *   intervals                80 ... 88  no to eight bytes: a number from 0 on
 *                            each in as few bytes as will do, big-endian
 *   boolean                  01 false, 02 true
 *   real, double             01, 8 bytes of a double, sign bit turned over; all if negative
 *   decimal                  01 negative (what follows is turned over), 02 zero, 03 positive;
 *                            exponent e as an integer; then for 0.d1d2d3... * 10^e
 *                            one byte for two digits, twice their value, + 1 if more follow
 *   char, varchar, json      01, UTF-8 with 00 as 00 FF, 00; a char without the blanks at its end
 *   binary, varbinary        01, bytes with 00 as 00 FF, 00; a binary without its last zeros
 *   timestamp (both kinds)   microseconds since 1970 as an integer, 2 bytes of nanoseconds
 *   uuid                     01, 16 bytes
 *   array                    01, each element: 01, as above; 00
 * </pre>
 *
 * <ul>
 *   <li>Nulls come first. The order is that of {@code Type.compare}, column after column.
 *   <li>No value's bytes start another value's, so tuples concatenate, and the keys that start with
 *       some columns are those from their bytes on up to, not including, their bytes and FF.
 *   <li>A value's bytes do not depend on the width of its type: a column that gets a wider one
 *       keeps its indexes.
 * </ul>
 */
public final class KeyFormat {

  /** A node of a tree has room for it. Longer values are not what one looks up by. */
  public static final int BYTES_MAX = 4_000;

  static final int NULL = 0x00;
  static final int PRESENT = 0x01;
  static final int END = 0x00;
  static final int ESCAPED = 0xFF;

  /** No value starts with it. */
  static final int AFTER_ALL = 0xFF;

  /** An integer of n bytes: {@code ZERO + n}, or {@code MINUS_ONE - n} below zero. */
  static final int ZERO = 0x80;

  static final int MINUS_ONE = 0x7F;

  static final int FALSE = 0x01;
  static final int TRUE = 0x02;

  static final int NEGATIVE_DECIMAL = 0x01;
  static final int ZERO_DECIMAL = 0x02;
  static final int POSITIVE_DECIMAL = 0x03;

  /** Digits and scale of a decimal bound its exponent. */
  static final int EXPONENT_MAX = Type.DECIMAL_DIGITS_MAX;

  private KeyFormat() {}

  /**
   * The end of the range of keys that start with some columns: a text or binary that goes on with a
   * zero is another value.
   */
  public static byte[] after(byte[] columns) {
    byte[] after = Arrays.copyOf(columns, columns.length + 1);
    after[columns.length] = (byte) AFTER_ALL;
    return after;
  }

  /** Bytes of a number from 0 on. */
  static int magnitudeBytes(long number) {
    return (71 - Long.numberOfLeadingZeros(number)) >>> 3;
  }
}
