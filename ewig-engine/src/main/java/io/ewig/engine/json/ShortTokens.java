package io.ewig.engine.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the tokens of short and simple text: ASCII without escapes, whole numbers of up to 18
 * digits and short decimals. What is not such is a token that is not there.
 */
final class ShortTokens {

  /** Beyond, reading costs more than starting to. */
  static final int BYTES_MAX = 4096;

  static final int DEPTH_MAX = 16;

  private static final int SMALL_DIGITS_MAX = 18;
  private static final int DECIMAL_CHARS_MAX = 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int from;
  private int to;
  private long whole;
  private boolean isWhole;

  ShortTokens(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Of a part of an array. */
  ShortTokens(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Moves to the next byte that is not blank, and gives it; -1 at the end. */
  int skipBlanks() {
    while (at < end) {
      byte b = bytes[at];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) { // most are no blanks
        return b & 0xFF;
      }
      at++;
    }
    return -1;
  }

  boolean take(char expected) {
    if (at < end && bytes[at] == expected) {
      at++;
      return true;
    }
    boolean there = skipBlanks() == expected;
    at += there ? 1 : 0;
    return there;
  }

  /** Passes over a text without escapes, from its quote on; its inside is the token. */
  boolean string() {
    int next = at + 1;
    from = next;
    long odd = 0;
    while (next + Long.BYTES <= end && odd == 0) {
      odd = odd((long) LONGS.get(bytes, next));
      next += odd == 0 ? Long.BYTES : Long.numberOfTrailingZeros(odd) / Byte.SIZE;
    }
    while (next < end && bytes[next] >= ' ' && bytes[next] != '"' && bytes[next] != '\\') {
      next++;
    }
    to = next;
    at = next + 1;
    return next < end && bytes[next] == '"';
  }

  /**
   * The highest bit of the first of eight bytes that is not surely of a text is the lowest that is
   * set; there is none if all are: no quote, no escape, nothing but ASCII.
   */
  private static long odd(long eight) {
    long quote = eight ^ ('"' * ONES);
    long escape = eight ^ ('\\' * ONES);
    long noText = ((quote - ONES) & ~quote) | ((escape - ONES) & ~escape);
    long control = eight - ' ' * ONES;
    return (noText | control | eight) & HIGHS;
  }

  boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at == end || bytes[at++] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Passes over a number. */
  boolean number() {
    from = at;
    boolean negative = bytes[at] == '-';
    int first = negative ? ++at : at;
    long value = 0;
    while (at < end && isDigit(bytes[at]) && at - first < SMALL_DIGITS_MAX) {
      value = 10 * value + bytes[at++] - '0';
    }
    boolean padded = at - first > 1 && bytes[first] == '0';
    if (at == first || padded) {
      return false;
    }
    whole = negative ? -value : value;
    isWhole = at == end || !continuesNumber(bytes[at]);
    boolean isThere = isWhole || fraction();
    to = at;
    return isThere;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean continuesNumber(byte b) {
    return isDigit(b) || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
  }

  /** A point, digits; no exponent. */
  private boolean fraction() {
    if (bytes[at++] != '.') {
      return false;
    }
    int fraction = at;
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    boolean goesOn = at < end && continuesNumber(bytes[at]);
    return !goesOn && at > fraction && at - from <= DECIMAL_CHARS_MAX;
  }

  /** Where the last text or number starts. */
  int from() {
    return from;
  }

  /** Where it ends. */
  int to() {
    return to;
  }

  /** The last text or number as it stands there. */
  String text() {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Whether the last number was whole. */
  boolean isWhole() {
    return isWhole;
  }

  /** The last number, if it was whole. */
  long whole() {
    return whole;
  }
}
