package io.ewig.engine.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Payloads as text: which can be, and back to the same bytes. */
final class PayloadText {

  /** Enough to check a payload piece by piece without ever holding it as text. */
  private static final int PIECE_CHARS = 4096;

  private PayloadText() {}

  /** Whether bytes are valid UTF-8 and, escaped for JSON, short enough for a line. */
  static boolean fits(byte[] bytes) {
    return escapedBytes(bytes) <= NdjsonFormat.TEXT_BYTES_MAX && isUtf8(bytes);
  }

  private static long escapedBytes(byte[] bytes) {
    long length = 0;
    for (byte b : bytes) {
      length +=
          switch (b) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> b >= 0 && b < ' ' ? 6 : 1;
          };
    }
    return length;
  }

  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer piece = CharBuffer.allocate(PIECE_CHARS);
    CoderResult result;
    do {
      piece.clear();
      result = decoder.decode(in, piece, true);
    } while (result.isOverflow());
    return !result.isError();
  }

  /** The bytes of a text; half a surrogate pair has none, so it is refused. */
  static byte[] bytes(String text) throws CharacterCodingException {
    ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
