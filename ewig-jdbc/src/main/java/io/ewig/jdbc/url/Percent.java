package io.ewig.jdbc.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ewig.jdbc.error.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;

/** Percent signs and two hexadecimal digits for bytes of UTF-8. */
final class Percent {

  private Percent() {}

  static String decode(String text) throws SQLException {
    return decode(text, "'" + text + "'");
  }

  /**
   * Decodes what may be a secret.
   *
   * @param what it is, for an error
   */
  static String decode(String text, String what) throws SQLException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new ByteArrayOutputStream(text.length());
    byte[] raw = text.getBytes(UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
      } else {
        bytes.write(digit(what, raw, i + 1) * 16 + digit(what, raw, i + 2));
        i += 2;
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw SqlState.CANNOT_CONNECT.error(
          "what " + what + " in the URL decodes to is not UTF-8", e);
    }
  }

  private static int digit(String what, byte[] raw, int at) throws SQLException {
    int digit = at < raw.length ? Character.digit(raw[at], 16) : -1;
    if (digit < 0) {
      throw SqlState.CANNOT_CONNECT.error(
          what + " in the URL has a % without two hexadecimal digits; write a lone % as %25");
    }
    return digit;
  }
}
