package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.internal.crypt.cipher.RawKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key written for people: 64 hex digits, with white space around.
 *
 * <p>Works on bytes that can be wiped, and never says what it read: that might be most of a key.
 */
final class KeyText {

  static final int DIGITS = 2 * RawKey.BYTES;

  private KeyText() {}

  static Optional<byte[]> parseHex(byte[] ascii) {
    int from = 0;
    int to = ascii.length;
    while (from < to && isSpace(ascii[from])) {
      from++;
    }
    while (from < to && isSpace(ascii[to - 1])) {
      to--;
    }
    return to - from == DIGITS ? parseDigits(ascii, from) : Optional.empty();
  }

  private static Optional<byte[]> parseDigits(byte[] ascii, int from) {
    byte[] key = new byte[RawKey.BYTES];
    for (int i = 0; i < DIGITS; i++) {
      int digit = ascii[from + i];
      if (!HexFormat.isHexDigit(digit)) {
        Arrays.fill(key, (byte) 0);
        return Optional.empty();
      }
      key[i / 2] = (byte) (key[i / 2] << 4 | HexFormat.fromHexDigit(digit));
    }
    return Optional.of(key);
  }

  private static boolean isSpace(byte ascii) {
    return ascii == ' ' || ascii == '\t' || ascii == '\r' || ascii == '\n';
  }

  /** Digits and a line feed. */
  static byte[] format(byte[] key) {
    byte[] text = new byte[2 * key.length + 1];
    for (int i = 0; i < key.length; i++) {
      text[2 * i] = (byte) HexFormat.of().toHighHexDigit(key[i]);
      text[2 * i + 1] = (byte) HexFormat.of().toLowHexDigit(key[i]);
    }
    text[2 * key.length] = '\n';
    return text;
  }
}
