package io.ewig.engine.internal.row;

import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts from bytes that nobody vouches for. */
final class Utf8 {

  private Utf8() {}

  /** The canonical text of a char, varchar or json. */
  static String read(Type type, ValueReader place, byte[] bytes, int from, int to) {
    if (to - from > Type.VALUE_BYTES_MAX) {
      throw place.malformed(from, "a text of " + (to - from) + " bytes");
    }
    String text = decode(place, bytes, from, to);
    int lengthMax = type.precision();
    if (lengthMax != 0 && text.length() > lengthMax) {
      int length = text.codePointCount(0, text.length());
      if (length > lengthMax) {
        throw place.malformed(from, length + " characters in a " + type);
      }
    }
    if (type.kind() == Kind.CHAR) {
      if (to > from && bytes[to - 1] == ' ') {
        throw place.malformed(from, "a char with blanks at its end");
      }
      return (String) type.accept(text);
    }
    return text;
  }

  private static String decode(ValueReader place, byte[] bytes, int from, int to) {
    if (isAscii(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw place.malformed(from, "a text is not UTF-8");
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int signs = 0;
    for (int i = from; i < to; i++) {
      signs |= bytes[i];
    }
    return signs >= 0;
  }
}
