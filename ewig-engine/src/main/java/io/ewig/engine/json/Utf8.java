package io.ewig.engine.json;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts in quotes as canonical bytes: how long they get, writing them, and strict decoding. */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** By character below 0x60: the letter after the backslash, 'u' for six bytes, 0 for none. */
  private static final byte[] ESCAPE = new byte[0x60];

  static {
    for (int c = 0; c < ' '; c++) {
      ESCAPE[c] = 'u';
    }
    ESCAPE['\b'] = 'b';
    ESCAPE['\t'] = 't';
    ESCAPE['\n'] = 'n';
    ESCAPE['\f'] = 'f';
    ESCAPE['\r'] = 'r';
    ESCAPE['"'] = '"';
    ESCAPE['\\'] = '\\';
  }

  private Utf8() {}

  /** The text of bytes; refuses what is not UTF-8 instead of replacing it. */
  static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes);
  }

  private static String decodeStrictly(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserException(
          ErrorCode.MALFORMED_JSON,
          "not JSON: the " + bytes.length + " bytes are not UTF-8; encode the text as UTF-8",
          e);
    }
  }

  /** Bytes a text takes in quotes; refuses half a surrogate pair, which no bytes stand for. */
  static long quotedBytes(String text) {
    long bytes = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ESCAPE.length) {
        byte escape = ESCAPE[c];
        bytes += escape == 0 ? 1 : escape == 'u' ? 6 : 2;
      } else if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else {
        requirePair(text, i++);
        bytes += 4;
      }
    }
    return bytes;
  }

  private static void requirePair(String text, int at) {
    boolean pair =
        Character.isHighSurrogate(text.charAt(at))
            && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
    if (!pair) {
      throw new UserException(
          ErrorCode.MALFORMED_JSON,
          "a text is not Unicode: half a surrogate pair (0x"
              + Integer.toHexString(text.charAt(at))
              + ") stands at its index "
              + at
              + "; write the whole character");
    }
  }

  static int quoted(String text, byte[] to, int at) {
    int out = at;
    to[out++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out = c >= ESCAPE.length || ESCAPE[c] == 0 ? put(to, out, c) : escaped(c, to, out);
      } else if (c < 0x800) {
        to[out++] = (byte) (0xC0 | (c >> 6));
        to[out++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        to[out++] = (byte) (0xE0 | (c >> 12));
        to[out++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        to[out++] = (byte) (0x80 | (c & 0x3F));
      } else {
        int point = Character.toCodePoint(c, text.charAt(++i));
        to[out++] = (byte) (0xF0 | (point >> 18));
        to[out++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        to[out++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        to[out++] = (byte) (0x80 | (point & 0x3F));
      }
    }
    to[out++] = '"';
    return out;
  }

  private static int put(byte[] to, int at, char ascii) {
    to[at] = (byte) ascii;
    return at + 1;
  }

  private static int escaped(char c, byte[] to, int at) {
    to[at] = '\\';
    to[at + 1] = ESCAPE[c];
    if (ESCAPE[c] != 'u') {
      return at + 2;
    }
    to[at + 2] = '0';
    to[at + 3] = '0';
    to[at + 4] = HEX[c >> 4];
    to[at + 5] = HEX[c & 15];
    return at + 6;
  }

  static int ascii(String text, byte[] to, int at) {
    for (int i = 0; i < text.length(); i++) {
      to[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }
}
