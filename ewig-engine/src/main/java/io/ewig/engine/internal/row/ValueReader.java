package io.ewig.engine.internal.row;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads values that lie between two places of an array; see {@link ValueFormat}. */
final class ValueReader {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = {};
  private String file = "";
  private long offset;

  /**
   * @param fileOffset where index 0 of the array lies in the file, for error texts
   */
  void wrap(byte[] array, String fileName, long fileOffset) {
    bytes = array;
    file = fileName;
    offset = fileOffset;
  }

  CorruptionException malformed(int at, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, file, offset + at, what);
  }

  Object read(Type type, int from, int to) {
    return switch (type.kind()) {
      case BOOLEAN -> number(Kind.BOOLEAN, from, to) != 0;
      case TINYINT -> (byte) number(Kind.TINYINT, from, to);
      case SMALLINT -> (short) number(Kind.SMALLINT, from, to);
      case INTEGER -> (int) number(Kind.INTEGER, from, to);
      case BIGINT -> number(from, to);
      case REAL -> real(from, to);
      case DOUBLE -> wide(from, to);
      case DECIMAL -> decimal(type, from, to);
      case CHAR, VARCHAR -> Utf8.read(type, this, bytes, from, to);
      case JSON -> new JsonText(Utf8.read(type, this, bytes, from, to));
      case BINARY, VARBINARY -> binary(type, from, to);
      case DATE -> LocalDate.ofEpochDay(number(Kind.DATE, from, to));
      case TIME -> time(type, from, to);
      case TIMESTAMP -> {
        long second = second(from, to);
        yield LocalDateTime.ofEpochSecond(second, nano(type, from, to), ZoneOffset.UTC);
      }
      case TIMESTAMP_WITH_TIME_ZONE ->
          Instant.ofEpochSecond(second(from, to), nano(type, from, to));
      case INTERVAL_YEAR_TO_MONTH -> Interval.ofMonths(number(from, to));
      case INTERVAL_DAY_TO_SECOND -> Interval.ofNanos(number(from, to));
      case UUID -> uuid(from, to);
      case ARRAY -> array(type, from, to);
    };
  }

  long number(int from, int to) {
    int length = to - from;
    if (length == 0) {
      return 0;
    }
    if (length > Long.BYTES) {
      throw malformed(from, "a number of " + length + " bytes");
    }
    long number = length == Long.BYTES ? (long) LONGS.get(bytes, from) : partial(from, length);
    if (ValueFormat.length(number) != length) {
      throw malformed(from, "the number " + number + " in " + length + " bytes, which is too many");
    }
    return number;
  }

  private long partial(int from, int length) {
    int unused = Long.SIZE - 8 * length;
    if (from + Long.BYTES <= bytes.length) {
      return (long) LONGS.get(bytes, from) << unused >> unused;
    }
    long number = bytes[from + length - 1];
    for (int i = length - 2; i >= 0; i--) {
      number = number << 8 | (bytes[from + i] & 0xFF);
    }
    return number;
  }

  /** An integer, a day or 0 and 1 for a boolean. */
  long number(Kind kind, int from, int to) {
    return switch (kind) {
      case BOOLEAN -> number(from, to, 0, 1);
      case TINYINT -> number(from, to, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> number(from, to, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> number(from, to, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case DATE -> number(from, to, ValueFormat.DAY_MIN, ValueFormat.DAY_MAX);
      default -> number(from, to);
    };
  }

  long number(int from, int to, long min, long max) {
    long number = number(from, to);
    if (number < min || number > max) {
      throw malformed(from, "the number " + number + " is not within " + min + " and " + max);
    }
    return number;
  }

  private float real(int from, int to) {
    requireLength(Float.BYTES, from, to, "a real");
    float number = Float.intBitsToFloat((int) INTS.get(bytes, from));
    if (Float.isNaN(number) || number == 0) {
      requireCanonical(Float.floatToRawIntBits(number), Float.floatToIntBits(number + 0.0f), from);
    }
    return number;
  }

  double wide(int from, int to) {
    if (to - from == Float.BYTES) {
      return real(from, to);
    }
    requireLength(Double.BYTES, from, to, "a double");
    double number = Double.longBitsToDouble((long) LONGS.get(bytes, from));
    if (Double.isNaN(number) || number == 0) {
      requireCanonical(
          Double.doubleToRawLongBits(number), Double.doubleToLongBits(number + 0.0), from);
    }
    return number;
  }

  /** There is one zero and one NaN. */
  private void requireCanonical(long bits, long canonicalBits, int from) {
    if (bits != canonicalBits) {
      throw malformed(from, "another zero or NaN than the one there is");
    }
  }

  private BigDecimal decimal(Type type, int from, int to) {
    if (to - from < ValueFormat.SCALE_BYTES) {
      throw malformed(from, "a decimal without its scale");
    }
    int scale = bytes[from] & 0xFF;
    int at = from + ValueFormat.SCALE_BYTES;
    BigDecimal decimal =
        to - at <= Long.BYTES
            ? BigDecimal.valueOf(number(at, to), scale)
            : new BigDecimal(big(at, to), scale);
    if (scale != type.scale()) {
      if (scale > type.scale()) {
        throw malformed(from, "a scale of " + scale + " in a " + type);
      }
      decimal = decimal.setScale(type.scale());
    }
    if (decimal.precision() > type.precision()) {
      throw malformed(from, decimal.precision() + " digits in a " + type);
    }
    return decimal;
  }

  private BigInteger big(int from, int to) {
    int length = to - from;
    if (length > Type.DECIMAL_DIGITS_MAX) {
      throw malformed(from, "a number of " + length + " bytes");
    }
    byte[] bigEndian = new byte[length];
    for (int i = 0; i < length; i++) {
      bigEndian[i] = bytes[to - 1 - i];
    }
    BigInteger number = new BigInteger(bigEndian);
    if (number.bitLength() / 8 + 1 != length) {
      throw malformed(from, "a number in " + length + " bytes, which is too many");
    }
    return number;
  }

  private Bytes binary(Type type, int from, int to) {
    int lengthMax = type.precision() == 0 ? Type.VALUE_BYTES_MAX : type.precision();
    if (to - from > lengthMax) {
      throw malformed(from, to - from + " bytes in a " + type);
    }
    if (type.kind() == Kind.BINARY) {
      if (to > from && bytes[to - 1] == 0) {
        throw malformed(from, "a binary with zeros at its end");
      }
      return (Bytes) type.accept(Bytes.of(bytes, from, to));
    }
    return Bytes.of(bytes, from, to);
  }

  private LocalTime time(Type type, int from, int to) {
    long nanos = number(from, to, 0, ValueFormat.NANOS_PER_DAY - 1);
    if (nanos % ValueFormat.nanoUnit(type) != 0) {
      throw tooFine(type, from);
    }
    return LocalTime.ofNanoOfDay(nanos);
  }

  private long second(int from, int to) {
    return Math.floorDiv(micros(from, to), ValueFormat.MICROS_PER_SECOND);
  }

  private long micros(int from, int to) {
    boolean fine = to - from == ValueFormat.FINE_TIMESTAMP_BYTES;
    long micros = fine ? (long) LONGS.get(bytes, from) : number(from, to);
    if (micros < ValueFormat.MICROS_MIN || micros > ValueFormat.MICROS_MAX) {
      throw malformed(from, "a timestamp outside of the years 1 to 9999");
    }
    return micros;
  }

  private int nano(Type type, int from, int to) {
    int nano =
        Math.floorMod(micros(from, to), ValueFormat.MICROS_PER_SECOND)
            * ValueFormat.NANOS_PER_MICRO;
    if (to - from == ValueFormat.FINE_TIMESTAMP_BYTES) {
      int rest = (bytes[to - 2] & 0xFF) | (bytes[to - 1] & 0xFF) << 8;
      if (rest == 0 || rest >= ValueFormat.NANOS_PER_MICRO) {
        throw malformed(from, rest + " nanoseconds beside microseconds");
      }
      nano += rest;
    }
    if (nano % ValueFormat.nanoUnit(type) != 0) {
      throw tooFine(type, from);
    }
    return nano;
  }

  private CorruptionException tooFine(Type type, int from) {
    return malformed(from, "a fraction of a second that is too fine for a " + type);
  }

  private UUID uuid(int from, int to) {
    requireLength(ValueFormat.UUID_BYTES, from, to, "a uuid");
    return new UUID(
        Long.reverseBytes((long) LONGS.get(bytes, from)),
        Long.reverseBytes((long) LONGS.get(bytes, from + Long.BYTES)));
  }

  private List<@Nullable Object> array(Type type, int from, int to) {
    BytesIn in = new BytesIn();
    in.wrap(bytes, from, to, file, offset);
    int count = in.getCount(Math.min(Type.ARRAY_ELEMENTS_MAX, to - from), "elements");
    List<@Nullable Object> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = in.getCount(in.remaining() + 1, "bytes of an element") - 1;
      if (length < 0) {
        elements.add(null);
      } else {
        int start = in.at();
        in.skip(length);
        elements.add(read(type.elementType(), start, start + length));
      }
    }
    if (in.remaining() > 0) {
      throw in.malformed(in.remaining() + " bytes behind the last element");
    }
    return Collections.unmodifiableList(elements);
  }

  private void requireLength(int length, int from, int to, String what) {
    if (to - from != length) {
      throw malformed(from, what + " of " + (to - from) + " bytes instead of " + length);
    }
  }
}
