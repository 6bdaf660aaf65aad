package io.ewig.engine.json;

import java.util.Arrays;

/**
 * Finds out whether bytes are a short and simple document without making one, see {@link
 * ShortTokens}.
 *
 * <p>What it accepts, the readers read. What it does not may be a document all the same.
 */
final class ShortCheck {

  /** Keys of the objects around a place; with more, comparing each with each takes too long. */
  private static final int KEYS_MAX = 32;

  private static final int KEYS_FEW = 8;

  private final byte[] bytes;
  private final ShortTokens tokens;
  private int[] keyEnds = new int[2 * KEYS_FEW]; // where each key starts and ends
  private int keys;
  private int depth;

  private ShortCheck(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.tokens = new ShortTokens(bytes, from, end);
  }

  static boolean accepts(byte[] bytes, int from, int end) {
    if (end - from > ShortTokens.BYTES_MAX) {
      return false;
    }
    ShortCheck check = new ShortCheck(bytes, from, end);
    return check.value() && check.tokens.skipBlanks() < 0;
  }

  private boolean value() {
    return switch (tokens.skipBlanks()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> tokens.string();
      case 't' -> tokens.word("true");
      case 'f' -> tokens.word("false");
      case 'n' -> tokens.word("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> tokens.number();
      default -> false;
    };
  }

  private boolean object() {
    if (++depth > ShortTokens.DEPTH_MAX) {
      return false;
    }
    int outer = keys;
    tokens.take('{');
    if (!tokens.take('}')) {
      do {
        boolean hasKey = tokens.skipBlanks() == '"' && tokens.string() && isNewKey(outer);
        if (!hasKey || !tokens.take(':') || !value()) {
          return false;
        }
      } while (tokens.take(','));
      if (!tokens.take('}')) {
        return false;
      }
    }
    keys = outer;
    depth--;
    return true;
  }

  /** Notes a key, unless the object has it already. */
  private boolean isNewKey(int outer) {
    int from = tokens.from();
    int to = tokens.to();
    for (int i = outer; i < keys; i++) {
      int otherFrom = keyEnds[2 * i];
      int otherTo = keyEnds[2 * i + 1];
      if (otherTo - otherFrom == to - from
          && Arrays.equals(bytes, otherFrom, otherTo, bytes, from, to)) {
        return false;
      }
    }
    if (keys == KEYS_MAX) {
      return false;
    }
    if (2 * keys == keyEnds.length) {
      keyEnds = Arrays.copyOf(keyEnds, 2 * KEYS_MAX);
    }
    keyEnds[2 * keys] = from;
    keyEnds[2 * keys + 1] = to;
    keys++;
    return true;
  }

  private boolean array() {
    if (++depth > ShortTokens.DEPTH_MAX) {
      return false;
    }
    tokens.take('[');
    if (!tokens.take(']')) {
      do {
        if (!value()) {
          return false;
        }
      } while (tokens.take(','));
      if (!tokens.take(']')) {
        return false;
      }
    }
    depth--;
    return true;
  }
}
