package io.ewig.engine.internal.row;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes keys, see {@link KeyFormat}: values one after another, then {@link #toKey}.
 *
 * <p>Values are canonical. A key that gets too long is refused.
 */
public final class KeyWriter {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Room for any one step beyond the limit, so that the limit is checked once for each. */
  private static final int SLACK = 32;

  /** Most keys are short, and writers are made often. */
  private static final int FIRST_BYTES = 64 + SLACK;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  public KeyWriter clear() {
    size = 0;
    return this;
  }

  /** What was put since the last time; the writer is empty again. */
  public byte[] toKey() {
    byte[] key = Arrays.copyOf(bytes, size);
    size = 0;
    return key;
  }

  /** The key of a row's values at some positions; null if it would be too long. */
  public byte @Nullable [] toKeyIfItFits(Type[] types, Row row, int[] positions) {
    try {
      return put(types, row, positions).toKey();
    } catch (UserException tooLong) {
      if (tooLong.code() != ErrorCode.LIMIT_EXCEEDED) {
        throw tooLong;
      }
      return null;
    }
  }

  /** The values of a row at some positions. */
  public KeyWriter put(Type[] types, Row row, int[] positions) {
    for (int position : positions) {
      put(types[position], row.get(position));
    }
    return this;
  }

  public KeyWriter put(Type type, @Nullable Object value) {
    if (value == null) {
      putByte(KeyFormat.NULL);
      return this;
    }
    switch (type.kind()) {
      case BOOLEAN -> putByte((Boolean) value ? KeyFormat.TRUE : KeyFormat.FALSE);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> putLong(((Number) value).longValue());
      case REAL, DOUBLE -> putDouble(((Number) value).doubleValue());
      case DECIMAL -> putDecimal((BigDecimal) value);
      case CHAR -> putText((String) value, true);
      case VARCHAR -> putText((String) value, false);
      case JSON -> putText(((JsonText) value).text(), false);
      case BINARY -> putBytes((Bytes) value, ((Bytes) value).lengthWithoutZeros());
      case VARBINARY -> putBytes((Bytes) value, ((Bytes) value).length());
      case DATE -> putLong(((LocalDate) value).toEpochDay());
      case TIME -> putLong(((LocalTime) value).toNanoOfDay());
      case TIMESTAMP -> putMoment(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
      case TIMESTAMP_WITH_TIME_ZONE -> putMoment((Instant) value);
      case INTERVAL_YEAR_TO_MONTH -> putLong(((Interval) value).months());
      case INTERVAL_DAY_TO_SECOND -> putLong(((Interval) value).nanos());
      case UUID -> putUuid((UUID) value);
      case ARRAY -> putArray(type.elementType(), (List<?>) value);
    }
    return this;
  }

  /** An integer of any width: all eight bytes are stored, those that count at the front. */
  public KeyWriter putLong(long number) {
    long magnitude = number ^ (number >> 63);
    int length = KeyFormat.magnitudeBytes(magnitude);
    bytes[size] = (byte) (number < 0 ? KeyFormat.MINUS_ONE - length : KeyFormat.ZERO + length);
    long atFront = length == 0 ? 0 : number << (Long.SIZE - 8 * length);
    LONGS.set(bytes, size + 1, atFront);
    advance(1 + length);
    return this;
  }

  private void putDouble(double number) {
    long bits = Double.doubleToLongBits(number);
    bytes[size] = KeyFormat.PRESENT;
    LONGS.set(bytes, size + 1, bits ^ (bits >> 63 | Long.MIN_VALUE));
    advance(1 + Long.BYTES);
  }

  private void putMoment(Instant moment) {
    long micros = moment.getEpochSecond() * ValueFormat.MICROS_PER_SECOND;
    putLong(micros + moment.getNano() / ValueFormat.NANOS_PER_MICRO);
    int rest = moment.getNano() % ValueFormat.NANOS_PER_MICRO;
    putByte(rest >>> 8);
    putByte(rest);
  }

  private void putUuid(UUID uuid) {
    bytes[size] = KeyFormat.PRESENT;
    LONGS.set(bytes, size + 1, uuid.getMostSignificantBits());
    LONGS.set(bytes, size + 1 + Long.BYTES, uuid.getLeastSignificantBits());
    advance(1 + 2 * Long.BYTES);
  }

  private void putDecimal(BigDecimal decimal) {
    int sign = decimal.signum();
    if (sign == 0) {
      putByte(KeyFormat.ZERO_DECIMAL);
      return;
    }
    putByte(sign < 0 ? KeyFormat.NEGATIVE_DECIMAL : KeyFormat.POSITIVE_DECIMAL);
    int start = size;
    String digits = decimal.unscaledValue().abs().toString();
    putLong(digits.length() - decimal.scale());
    int length = digits.length();
    while (digits.charAt(length - 1) == '0') {
      length--;
    }
    for (int i = 0; i < length; i += 2) {
      int low = i + 1 < length ? digits.charAt(i + 1) - '0' : 0;
      int pair = 10 * (digits.charAt(i) - '0') + low;
      putByte(2 * pair + (i + 2 < length ? 1 : 0));
    }
    for (int i = start; sign < 0 && i < size; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  private void putText(String text, boolean isPadded) {
    requireRoom(text.length());
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length;
    while (isPadded && length > 0 && utf8[length - 1] == ' ') {
      length--;
    }
    putByte(KeyFormat.PRESENT);
    for (int i = 0; i < length; i++) {
      putEscaped(utf8[i]);
    }
    putByte(KeyFormat.END);
  }

  private void putBytes(Bytes content, int length) {
    requireRoom(length);
    putByte(KeyFormat.PRESENT);
    for (int i = 0; i < length; i++) {
      putEscaped(content.get(i));
    }
    putByte(KeyFormat.END);
  }

  private void putEscaped(byte value) {
    putByte(value);
    if (value == 0) {
      putByte(KeyFormat.ESCAPED);
    }
  }

  private void putArray(Type elementType, List<?> elements) {
    requireRoom(elements.size());
    putByte(KeyFormat.PRESENT);
    for (Object element : elements) {
      putByte(KeyFormat.PRESENT);
      put(elementType, element);
    }
    putByte(KeyFormat.END);
  }

  private void putByte(int value) {
    bytes[size] = (byte) value;
    advance(1);
  }

  private void advance(int length) {
    size += length;
    if (size > KeyFormat.BYTES_MAX) {
      throw tooLong();
    }
    if (size > bytes.length - SLACK) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  private void requireRoom(int length) {
    if (length > KeyFormat.BYTES_MAX - size) {
      throw tooLong();
    }
  }

  private UserException tooLong() {
    size = 0;
    return new UserException(
        ErrorCode.LIMIT_EXCEEDED,
        "a key is over "
            + KeyFormat.BYTES_MAX
            + " bytes; take long columns out of it, or shorten their values");
  }
}
