package io.ewig.engine.internal.packed;

/** Numbers as decimal digits in ASCII. */
public final class Decimals {

  private static final int DIGITS_MAX = 19;

  private Decimals() {}

  /** How many digits a number has; it must not be negative. */
  public static int digits(long number) {
    long bound = 10;
    for (int digits = 1; digits < DIGITS_MAX; digits++) {
      if (number < bound) {
        return digits;
      }
      bound *= 10;
    }
    return DIGITS_MAX;
  }

  /** Writes the digits of a number that is not negative so that they end before an index. */
  public static void put(long number, byte[] to, int end) {
    long rest = number;
    int at = end;
    do {
      to[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }
}
