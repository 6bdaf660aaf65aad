package io.ewig.engine.internal.crypt.signature;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.crypt.key.OwnerOnlyFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A private Ed25519 key as OpenSSL writes it (PKCS #8 of RFC 8410 in PEM), always of one length.
 *
 * <pre>
 *   0  28  -----BEGIN PRIVATE KEY----- and a newline
 *  28  64  base64 of 16 bytes that say "Ed25519, 32 bytes follow" and of the 32 bytes
 *  92  27  a newline, -----END PRIVATE KEY----- and a newline
 * </pre>
 *
 * It is read and written as bytes, not as text: bytes can be wiped. A file that others than its
 * owner have rights on is refused.
 */
final class Ed25519KeyFile {

  private static final byte[] BEGIN = ascii("-----BEGIN PRIVATE KEY-----\n");
  private static final byte[] END = ascii("\n-----END PRIVATE KEY-----\n");
  private static final byte[] PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final int DER_BYTES = PREFIX.length + Ed25519.SEED_BYTES;
  private static final int BODY_BYTES = DER_BYTES * 4 / 3;
  private static final int END_AT = BEGIN.length + BODY_BYTES;
  private static final int FILE_BYTES = END_AT + END.length;

  private Ed25519KeyFile() {}

  static void write(Path file, byte[] seed) {
    byte[] content = encode(seed);
    try {
      OwnerOnlyFile.create(file, content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  static byte[] read(Path file) {
    byte[] content = {};
    try {
      OwnerOnlyFile.require(file);
      try (InputStream in = Files.newInputStream(file)) {
        content = in.readNBytes(FILE_BYTES + 1);
      }
      return decode(content)
          .orElseThrow(
              () ->
                  new UserException(
                      ErrorCode.KEY_UNAVAILABLE,
                      String.format(
                          Locale.ROOT,
                          "key file %s is not an Ed25519 key of %d bytes (PKCS #8 in PEM)",
                          file,
                          FILE_BYTES)));
    } catch (IOException e) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE, "key file " + file + " can't be read: " + e, e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static byte[] encode(byte[] seed) {
    byte[] der = Arrays.copyOf(PREFIX, DER_BYTES);
    System.arraycopy(seed, 0, der, PREFIX.length, seed.length);
    byte[] body = Base64.getEncoder().encode(der);
    byte[] content = Arrays.copyOf(BEGIN, FILE_BYTES);
    System.arraycopy(body, 0, content, BEGIN.length, BODY_BYTES);
    System.arraycopy(END, 0, content, END_AT, END.length);
    Arrays.fill(der, (byte) 0);
    Arrays.fill(body, (byte) 0);
    return content;
  }

  private static Optional<byte[]> decode(byte[] content) {
    if (content.length != FILE_BYTES || !startsWith(content, BEGIN) || !endsWithEnd(content)) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(content, BEGIN.length, END_AT);
    byte[] der = {};
    try {
      der = Base64.getDecoder().decode(body);
      return der.length == DER_BYTES && startsWith(der, PREFIX)
          ? Optional.of(Arrays.copyOfRange(der, PREFIX.length, DER_BYTES))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    } finally {
      Arrays.fill(body, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static boolean endsWithEnd(byte[] content) {
    return Arrays.equals(content, END_AT, FILE_BYTES, END, 0, END.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
