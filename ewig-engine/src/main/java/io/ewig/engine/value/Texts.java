package io.ewig.engine.value;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** What texts, JSON and binaries make of a value. */
final class Texts {

  private Texts() {}

  static Object text(Type type, Object value, String column) {
    String text =
        value instanceof Character letter ? letter.toString() : string(type, value, column);
    long codePoints = measure(type, text, column);
    int length = type.precision();
    if (length == 0 || codePoints == length) {
      return text;
    }
    if (codePoints > length) {
      return cut(type, text, column);
    }
    return type.kind() == Kind.CHAR ? text + " ".repeat((int) (length - codePoints)) : text;
  }

  /** Blanks alone may be cut off at the end: the standard has it so. */
  private static String cut(Type type, String text, String column) {
    int end = text.offsetByCodePoints(0, type.precision());
    for (int i = end; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        throw tooLong(type, text, column, type.precision() + " characters");
      }
    }
    return text.substring(0, end);
  }

  static Object json(Type type, Object value, String column) {
    JsonText json =
        value instanceof JsonText given ? given : new JsonText(string(type, value, column));
    measure(type, json.text(), column);
    return json;
  }

  static Object bytes(Type type, Object value, String column) {
    Bytes bytes = value instanceof byte[] array ? Bytes.of(array) : null;
    if (value instanceof Bytes given) {
      bytes = given;
    }
    if (bytes == null) {
      throw Refusal.ofClass(value, type, column);
    }
    int lengthMax = type.precision() == 0 ? Type.VALUE_BYTES_MAX : type.precision();
    if (bytes.length() > lengthMax) {
      throw tooLong(type, value, column, lengthMax + " bytes");
    }
    return type.kind() == Kind.BINARY ? bytes.withLength(type.precision()) : bytes;
  }

  private static String string(Type type, Object value, String column) {
    if (value instanceof String text) {
      return text;
    }
    throw Refusal.ofClass(value, type, column);
  }

  /** Code points of the text, which must be well-formed and not too long in UTF-8. */
  private static long measure(Type type, String text, String column) {
    long bytes = 0;
    int pairs = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (!isPair(text, i)) {
          throw Refusal.of(
              ErrorCode.INVALID_CHARACTER,
              "the text with half a surrogate pair at character " + i,
              type,
              column,
              "no encoding has a place for it");
        }
        i++;
        pairs++;
        bytes += 4;
      } else {
        bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
      }
    }
    if (bytes > Type.VALUE_BYTES_MAX) {
      throw tooLong(type, text, column, Type.VALUE_BYTES_MAX + " bytes in UTF-8");
    }
    return (long) text.length() - pairs;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static UserException tooLong(Type type, Object value, String column, String limit) {
    return Refusal.of(ErrorCode.TEXT_TOO_LONG, value, type, column, "it takes up to " + limit);
  }
}
