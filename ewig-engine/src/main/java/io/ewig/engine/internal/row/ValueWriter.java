package io.ewig.engine.internal.row;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Writes canonical values as {@link ValueFormat} has it. */
final class ValueWriter {

  private static final int LONG_DIGITS = 18;

  private ValueWriter() {}

  static void write(Type type, Object value, BytesOut out) {
    switch (type.kind()) {
      case BOOLEAN -> number((Boolean) value ? 1 : 0, out);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> number(((Number) value).longValue(), out);
      case REAL -> out.putInt(Float.floatToIntBits((Float) value));
      case DOUBLE -> out.putLong(Double.doubleToLongBits((Double) value));
      case DECIMAL -> decimal((BigDecimal) value, out);
      case CHAR -> character((String) value, out);
      case VARCHAR -> text((String) value, out);
      case JSON -> text(((JsonText) value).text(), out);
      case BINARY -> bytes((Bytes) value, ((Bytes) value).lengthWithoutZeros(), out);
      case VARBINARY -> bytes((Bytes) value, ((Bytes) value).length(), out);
      case DATE -> number(((LocalDate) value).toEpochDay(), out);
      case TIME -> number(((LocalTime) value).toNanoOfDay(), out);
      case TIMESTAMP -> moment(((LocalDateTime) value).toInstant(ZoneOffset.UTC), out);
      case TIMESTAMP_WITH_TIME_ZONE -> moment((Instant) value, out);
      case INTERVAL_YEAR_TO_MONTH -> number(((Interval) value).months(), out);
      case INTERVAL_DAY_TO_SECOND -> number(((Interval) value).nanos(), out);
      case UUID -> uuid((UUID) value, out);
      case ARRAY -> array(type.elementType(), (List<?>) value, out);
    }
  }

  /** All eight bytes, then only those that count. */
  static void number(long number, BytesOut out) {
    int end = out.size() + ValueFormat.length(number);
    out.putLong(number).setSize(end);
  }

  private static void decimal(BigDecimal decimal, BytesOut out) {
    out.putByte(decimal.scale());
    BigInteger unscaled = decimal.unscaledValue();
    if (decimal.precision() <= LONG_DIGITS) {
      number(unscaled.longValue(), out);
      return;
    }
    byte[] bigEndian = unscaled.toByteArray();
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      out.putByte(bigEndian[i]);
    }
  }

  private static void text(String text, BytesOut out) {
    out.put(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void character(String padded, BytesOut out) {
    byte[] utf8 = padded.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length;
    while (length > 0 && utf8[length - 1] == ' ') {
      length--;
    }
    out.put(utf8, 0, length);
  }

  private static void bytes(Bytes bytes, int length, BytesOut out) {
    int at = out.size();
    out.setSize(at + length);
    bytes.copyTo(out.array(), at, length);
  }

  private static void moment(Instant moment, BytesOut out) {
    long micros =
        moment.getEpochSecond() * ValueFormat.MICROS_PER_SECOND
            + moment.getNano() / ValueFormat.NANOS_PER_MICRO;
    int rest = moment.getNano() % ValueFormat.NANOS_PER_MICRO;
    if (rest == 0) {
      number(micros, out);
    } else {
      out.putLong(micros).putShort(rest);
    }
  }

  private static void uuid(UUID uuid, BytesOut out) {
    out.putLong(Long.reverseBytes(uuid.getMostSignificantBits()));
    out.putLong(Long.reverseBytes(uuid.getLeastSignificantBits()));
  }

  private static void array(Type elementType, List<?> array, BytesOut out) {
    out.putVarint(array.size());
    BytesOut element = new BytesOut(64);
    for (Object value : array) {
      if (value == null) {
        out.putVarint(0);
      } else {
        element.clear();
        write(elementType, value, element);
        out.putVarint(element.size() + 1L).put(element.array(), 0, element.size());
      }
    }
  }
}
