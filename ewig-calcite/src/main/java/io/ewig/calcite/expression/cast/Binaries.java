package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;

/** To runs of bytes; a text is its UTF-8. */
public final class Binaries {

  private Binaries() {}

  static Conversion to(RelDataType to) {
    int length = to.getPrecision();
    return switch (to.getSqlTypeName()) {
      case BINARY -> (value, execution) -> padded(of(value), length);
      default ->
          length == RelDataType.PRECISION_NOT_SPECIFIED
              ? (value, execution) -> of(value)
              : (value, execution) -> cut(of(value), length);
    };
  }

  static Bytes of(Object value) {
    if (value instanceof Bytes bytes) {
      return bytes;
    }
    if (value instanceof String text) {
      return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
    if (value instanceof UUID uuid) {
      return Bytes.of(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array());
    }
    throw Fault.notA("VARBINARY", String.valueOf(value));
  }

  private static Bytes cut(Bytes bytes, int length) {
    return bytes.length() <= length ? bytes : Bytes.of(Arrays.copyOf(bytes.toArray(), length));
  }

  private static Bytes padded(Bytes bytes, int length) {
    return bytes.length() == length ? bytes : Bytes.of(Arrays.copyOf(bytes.toArray(), length));
  }

  /** The text whose UTF-8 the bytes are. */
  public static String text(Bytes bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UserException(
          ErrorCode.INVALID_CHARACTER, bytes + " is not UTF-8, so it is no text; try TO_HEX", e);
    }
  }
}
