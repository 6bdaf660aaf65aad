package io.ewig.engine.json;

import java.util.Comparator;

/**
 * The order of keys: by code point, which is also the order of their UTF-8 bytes.
 *
 * <p>{@link String#compareTo} differs: it puts U+10000 (a surrogate pair) before U+E000.
 */
public final class CodePoints {

  public static final Comparator<String> ORDER = CodePoints::compare;

  /** Moves surrogates behind all other UTF-16 units, and those behind them into the gap. */
  private static final int SURROGATES = 0xD800;

  private CodePoints() {}

  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return x >= SURROGATES && y >= SURROGATES ? rank(x) - rank(y) : x - y;
      }
    }
    return a.length() - b.length();
  }

  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x2000 : unit - 0x800;
  }
}
