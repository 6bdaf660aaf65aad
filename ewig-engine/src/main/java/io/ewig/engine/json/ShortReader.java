package io.ewig.engine.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads short and simple text straight from its bytes: what most events carry.
 *
 * <p>Simple is: ASCII without escapes, whole numbers of up to 18 digits and short decimals, few
 * levels. Anything else, faults included, is left to {@link JsonReader}. So this class refuses
 * nothing, and what it reads must be what the other reads.
 */
final class ShortReader {

  /** Beyond, reading costs more than starting to. */
  static final int BYTES_MAX = 4096;

  private static final int DEPTH_MAX = 16;
  private static final int SMALL_DIGITS_MAX = 18;
  private static final int DECIMAL_CHARS_MAX = 32;

  private final byte[] bytes;
  private int at;
  private int depth;

  private final JsonReader.Unclosed open = new JsonReader.Unclosed(8);

  private ShortReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The document, or null if it is not short and simple. */
  static @Nullable Json read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      return null;
    }
    ShortReader reader = new ShortReader(bytes);
    Json document = reader.value();
    return document != null && reader.skipBlanks() < 0 ? document : null;
  }

  /** Moves to the next byte that is not blank, and gives it; -1 at the end. */
  private int skipBlanks() {
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF;
      }
      at++;
    }
    return -1;
  }

  private boolean take(char expected) {
    boolean there = skipBlanks() == expected;
    at += there ? 1 : 0;
    return there;
  }

  private @Nullable Json value() {
    return switch (skipBlanks()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text();
      case 't' -> word("true", JsonBoolean.TRUE);
      case 'f' -> word("false", JsonBoolean.FALSE);
      case 'n' -> word("null", JsonNull.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> null;
    };
  }

  private @Nullable Json object() {
    int from = open.top();
    if (++depth > DEPTH_MAX) {
      return null;
    }
    at++;
    if (!take('}')) {
      do {
        String key = skipBlanks() == '"' ? string() : null;
        Json value = key != null && take(':') ? value() : null;
        if (key == null || value == null) {
          return null;
        }
        open.push(key, value);
      } while (take(','));
      if (!take('}')) {
        return null;
      }
    }
    depth--;
    String[] names = open.keys(from);
    return JsonObject.unsortedOrNull(names, open.pop(from));
  }

  private @Nullable Json array() {
    int from = open.top();
    if (++depth > DEPTH_MAX) {
      return null;
    }
    at++;
    if (!take(']')) {
      do {
        Json value = value();
        if (value == null) {
          return null;
        }
        open.push(null, value);
      } while (take(','));
      if (!take(']')) {
        return null;
      }
    }
    depth--;
    return JsonArray.owning(open.pop(from));
  }

  private @Nullable Json text() {
    String text = string();
    return text == null ? null : JsonText.of(text);
  }

  /** The text from the quote on, without escapes. */
  private @Nullable String string() {
    int from = ++at;
    while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at < bytes.length && bytes[at] == '"' ? ascii(from, at++) : null;
  }

  private String ascii(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private @Nullable Json word(String word, Json value) {
    for (int i = 0; i < word.length(); i++) {
      if (at == bytes.length || bytes[at++] != word.charAt(i)) {
        return null;
      }
    }
    return value;
  }

  private @Nullable Json number() {
    int from = at;
    boolean negative = bytes[at] == '-';
    int first = negative ? ++at : at;
    long value = 0;
    while (at < bytes.length && isDigit(bytes[at]) && at - first < SMALL_DIGITS_MAX) {
      value = 10 * value + bytes[at++] - '0';
    }
    boolean padded = at - first > 1 && bytes[first] == '0';
    if (at == first || padded) {
      return null;
    }
    if (at == bytes.length || !continuesNumber(bytes[at])) {
      return JsonNumber.of(negative ? -value : value);
    }
    return decimal(from);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean continuesNumber(byte b) {
    return isDigit(b) || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
  }

  /** Digits, a point, digits; no exponent. */
  private @Nullable Json decimal(int from) {
    if (bytes[at++] != '.') {
      return null;
    }
    int fraction = at;
    while (at < bytes.length && isDigit(bytes[at])) {
      at++;
    }
    boolean goesOn = at < bytes.length && continuesNumber(bytes[at]);
    return goesOn || at == fraction || at - from > DECIMAL_CHARS_MAX
        ? null
        : JsonNumber.parse(ascii(from, at));
  }
}
