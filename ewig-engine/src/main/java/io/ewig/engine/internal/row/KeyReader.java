package io.ewig.engine.internal.row;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
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

/** Reads keys, value after value, see {@link KeyFormat}. */
public final class KeyReader {

  private final BytesIn in = new BytesIn();
  private final ValueReader texts = new ValueReader();
  private final BytesOut content = new BytesOut(64);

  /**
   * @param fileOffset where index 0 of the array lies in the file, for error texts
   */
  public void wrap(byte[] array, int from, int to, String file, long fileOffset) {
    in.wrap(array, from, to, file, fileOffset);
    texts.wrap(array, file, fileOffset);
    if (to - from > KeyFormat.BYTES_MAX) {
      throw in.malformed("a key of " + (to - from) + " bytes");
    }
  }

  public boolean hasNext() {
    return in.remaining() > 0;
  }

  /** Where the next value starts in the array. */
  public int at() {
    return in.at();
  }

  /** The next value, which is of that type, or null. */
  public @Nullable Object next(Type type) {
    int first = in.getByte();
    return first == KeyFormat.NULL ? null : value(type, first);
  }

  private Object value(Type type, int first) {
    return switch (type.kind()) {
      case BOOLEAN -> bool(first);
      case TINYINT -> (byte) integer(first, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> (short) integer(first, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> (int) integer(first, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integer(first);
      case REAL -> real(first);
      case DOUBLE -> wide(first);
      case DECIMAL -> decimal(type, first);
      case CHAR, VARCHAR -> text(type, first);
      case JSON -> new JsonText(text(type, first));
      case BINARY, VARBINARY -> bytes(type, first);
      case DATE -> LocalDate.ofEpochDay(integer(first, ValueFormat.DAY_MIN, ValueFormat.DAY_MAX));
      case TIME -> time(type, first);
      case TIMESTAMP -> {
        long micros = integer(first, ValueFormat.MICROS_MIN, ValueFormat.MICROS_MAX);
        yield LocalDateTime.ofEpochSecond(second(micros), nano(type, micros), ZoneOffset.UTC);
      }
      case TIMESTAMP_WITH_TIME_ZONE -> {
        long micros = integer(first, ValueFormat.MICROS_MIN, ValueFormat.MICROS_MAX);
        yield Instant.ofEpochSecond(second(micros), nano(type, micros));
      }
      case INTERVAL_YEAR_TO_MONTH -> Interval.ofMonths(integer(first));
      case INTERVAL_DAY_TO_SECOND -> Interval.ofNanos(integer(first));
      case UUID -> uuid(first);
      case ARRAY -> array(type.elementType(), first);
    };
  }

  private boolean bool(int first) {
    require(first == KeyFormat.TRUE || first == KeyFormat.FALSE, "a boolean", first);
    return first == KeyFormat.TRUE;
  }

  private long integer(int first) {
    boolean negative = first <= KeyFormat.MINUS_ONE;
    int length = negative ? KeyFormat.MINUS_ONE - first : first - KeyFormat.ZERO;
    require(length <= Long.BYTES, "a number", first);
    long number = negative ? -1 : 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | in.getByte();
    }
    boolean hasSign = number < 0 == negative;
    if (!hasSign || KeyFormat.magnitudeBytes(number ^ (number >> 63)) != length) {
      throw in.malformed("a number in " + length + " bytes that takes other than these");
    }
    return number;
  }

  private long integer(int first, long min, long max) {
    long number = integer(first);
    if (number < min || number > max) {
      throw in.malformed("the number " + number + " is not within " + min + " and " + max);
    }
    return number;
  }

  private double wide(int first) {
    require(first == KeyFormat.PRESENT, "a double", first);
    long sorted = Long.reverseBytes(in.getLong());
    long bits = sorted < 0 ? sorted ^ Long.MIN_VALUE : ~sorted;
    double number = Double.longBitsToDouble(bits);
    double canonical = Double.isNaN(number) ? Double.NaN : number + 0.0;
    if (Double.doubleToLongBits(canonical) != bits) {
      throw in.malformed("another zero or NaN than the one there is");
    }
    return number;
  }

  private float real(int first) {
    double number = wide(first);
    float narrow = (float) number;
    if (Double.compare(narrow, number) != 0) {
      throw in.malformed(number + " is not a real");
    }
    return narrow;
  }

  private BigDecimal decimal(Type type, int first) {
    if (first == KeyFormat.ZERO_DECIMAL) {
      return BigDecimal.ZERO.setScale(type.scale());
    }
    require(
        first >= KeyFormat.NEGATIVE_DECIMAL && first <= KeyFormat.POSITIVE_DECIMAL,
        "a decimal",
        first);
    int flip = first == KeyFormat.NEGATIVE_DECIMAL ? 0xFF : 0;
    int exponent = exponent(flip);
    StringBuilder digits = new StringBuilder(flip == 0 ? "" : "-");
    int signLength = digits.length();
    int pair;
    do {
      pair = in.getByte() ^ flip;
      if (pair >= 200 || digits.length() > Type.DECIMAL_DIGITS_MAX + signLength) {
        throw in.malformed("a digit pair of " + pair + ", or too many of them");
      }
      digits.append((char) ('0' + pair / 20)).append((char) ('0' + pair / 2 % 10));
    } while ((pair & 1) != 0);
    if (pair == 0 || digits.charAt(signLength) == '0') {
      throw in.malformed("a decimal with zeros around it");
    }
    if (digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
    }
    int scale = digits.length() - signLength - exponent;
    if (scale > type.scale() || exponent > type.precision() - type.scale()) {
      throw in.malformed("a decimal of more digits than a " + type + " has");
    }
    return new BigDecimal(new BigInteger(digits.toString()), scale).setScale(type.scale());
  }

  /** An integer of at most two bytes, turned over or not. */
  private int exponent(int flip) {
    int first = in.getByte() ^ flip;
    boolean negative = first <= KeyFormat.MINUS_ONE;
    int length = negative ? KeyFormat.MINUS_ONE - first : first - KeyFormat.ZERO;
    require(length <= 1, "an exponent", first);
    int low = length == 0 ? 0 : in.getByte() ^ flip;
    int exponent = length == 0 ? (negative ? -1 : 0) : (negative ? low - 256 : low);
    int magnitude = negative ? ~exponent : exponent;
    if (KeyFormat.magnitudeBytes(magnitude) != length || exponent > KeyFormat.EXPONENT_MAX) {
      throw in.malformed("an exponent of " + exponent + " in " + length + " bytes");
    }
    return exponent;
  }

  private String text(Type type, int first) {
    unescape(first);
    texts.wrap(content.array(), "a key", 0);
    return Utf8.read(type, texts, content.array(), 0, content.size());
  }

  private Bytes bytes(Type type, int first) {
    unescape(first);
    int length = content.size();
    boolean isBinary = type.kind() == Kind.BINARY;
    if ((type.precision() != 0 && length > type.precision())
        || (isBinary && length > 0 && content.array()[length - 1] == 0)) {
      throw in.malformed(length + " bytes are too many for a " + type);
    }
    return (Bytes) type.accept(Bytes.of(content.array(), 0, length));
  }

  private void unescape(int first) {
    require(first == KeyFormat.PRESENT, "a text or binary", first);
    content.clear();
    int next = in.getByte();
    while (next != KeyFormat.END || isEscape()) {
      content.putByte(next);
      next = in.getByte();
    }
  }

  private boolean isEscape() {
    if (in.remaining() == 0) {
      return false;
    }
    int at = in.at();
    if (in.getByte() == KeyFormat.ESCAPED) {
      return true;
    }
    in.moveTo(at);
    return false;
  }

  private LocalTime time(Type type, int first) {
    long nanos = integer(first, 0, ValueFormat.NANOS_PER_DAY - 1);
    requireUnit(nanos, type);
    return LocalTime.ofNanoOfDay(nanos);
  }

  private static long second(long micros) {
    return Math.floorDiv(micros, ValueFormat.MICROS_PER_SECOND);
  }

  private int nano(Type type, long micros) {
    int rest = in.getByte() << 8 | in.getByte();
    if (rest >= ValueFormat.NANOS_PER_MICRO) {
      throw in.malformed(rest + " nanoseconds beside microseconds");
    }
    int nano =
        Math.floorMod(micros, ValueFormat.MICROS_PER_SECOND) * ValueFormat.NANOS_PER_MICRO + rest;
    requireUnit(nano, type);
    return nano;
  }

  private void requireUnit(long nanos, Type type) {
    if (nanos % ValueFormat.nanoUnit(type) != 0) {
      throw in.malformed("a fraction of a second that is too fine for a " + type);
    }
  }

  private UUID uuid(int first) {
    require(first == KeyFormat.PRESENT, "a uuid", first);
    return new UUID(Long.reverseBytes(in.getLong()), Long.reverseBytes(in.getLong()));
  }

  private List<@Nullable Object> array(Type elementType, int first) {
    require(first == KeyFormat.PRESENT, "an array", first);
    List<@Nullable Object> elements = new ArrayList<>();
    int mark = in.getByte();
    while (mark != KeyFormat.END) {
      require(mark == KeyFormat.PRESENT, "an element", mark);
      elements.add(next(elementType));
      mark = in.getByte();
    }
    return Collections.unmodifiableList(elements);
  }

  private void require(boolean holds, String what, int first) {
    if (!holds) {
      throw in.malformed(what + " can't start with 0x" + Integer.toHexString(first));
    }
  }
}
