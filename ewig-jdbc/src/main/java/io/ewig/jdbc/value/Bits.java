package io.ewig.jdbc.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ewig.jdbc.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as bytes. */
public final class Bits {

  private static final int UUID_BYTES = 16;

  private Bits() {}

  /** A copy: the value stays what it is. */
  public static byte[] of(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof UUID uuid) {
      return ByteBuffer.allocate(UUID_BYTES)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    }
    if (value instanceof Blob blob) {
      return blob.getBytes(1, Math.toIntExact(blob.length()));
    }
    if (value instanceof String text) {
      return text.getBytes(UTF_8);
    }
    throw Refusal.ofKind(value, "binary");
  }

  /** The inverse of what a binary is as text. */
  static byte[] ofHex(String text) throws SQLException {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(text, "binary", "write two hexadecimal digits for each byte", e);
    }
  }

  /** The inverse of what a text is as bytes. */
  static String toText(byte[] bytes) throws SQLException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw SqlState.INVALID_CHARACTER.error(
          "the " + bytes.length + " bytes set for a text are not UTF-8", e);
    }
  }

  public static UUID toUuid(Object value) throws SQLException {
    if (value instanceof UUID uuid) {
      return uuid;
    }
    if (value instanceof byte[] bytes && bytes.length == UUID_BYTES) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
    if (value instanceof String text && text.strip().length() == 36) {
      try {
        return UUID.fromString(text.strip());
      } catch (IllegalArgumentException e) {
        throw notUuid(value, e);
      }
    }
    throw value instanceof String ? notUuid(value, null) : Refusal.ofKind(value, "UUID");
  }

  private static SQLException notUuid(Object value, @Nullable Throwable cause) {
    return Refusal.of(value, "a UUID", "write it as 123e4567-e89b-12d3-a456-426614174000", cause);
  }
}
