package io.ewig.engine.value;

import io.ewig.engine.log.Randoms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Random types and canonical values, with the odd ones more often than chance would have them. */
public final class Values {

  private static final String[] LETTERS = {
    "a",
    "b",
    "z",
    " ",
    "\u0000",
    "\u0001",
    "\t",
    "ß",
    "\u07ff",
    "\u0800",
    "\uffff",
    "\ue000",
    "\ud83c\udf39",
    "\udbff\udfff",
    "~",
    "\u007f"
  };

  private final Randoms random;

  public Values(Randoms random) {
    this.random = random;
  }

  public Type type() {
    return random.oneIn(8) ? Type.array(scalar()) : scalar();
  }

  private Type scalar() {
    int n = 1 + random.below(12);
    return switch (Kind.ofCode(1 + random.below(Kind.codeMax()))) {
      case BOOLEAN -> Type.BOOLEAN;
      case TINYINT -> Type.TINYINT;
      case SMALLINT -> Type.SMALLINT;
      case INTEGER -> Type.INTEGER;
      case BIGINT -> Type.BIGINT;
      case REAL -> Type.REAL;
      case DOUBLE -> Type.DOUBLE;
      case DECIMAL -> decimalType();
      case CHAR -> Type.character(n);
      case VARCHAR -> random.oneIn(2) ? Type.VARCHAR : Type.varchar(n);
      case BINARY -> Type.binary(n);
      case VARBINARY -> random.oneIn(2) ? Type.VARBINARY : Type.varbinary(n);
      case DATE -> Type.DATE;
      case TIME -> Type.time(random.below(10));
      case TIMESTAMP -> Type.timestamp(random.below(10));
      case TIMESTAMP_WITH_TIME_ZONE -> Type.timestampWithTimeZone(random.below(10));
      case INTERVAL_YEAR_TO_MONTH -> Type.INTERVAL_YEAR_TO_MONTH;
      case INTERVAL_DAY_TO_SECOND -> Type.INTERVAL_DAY_TO_SECOND;
      case UUID -> Type.UUID;
      case JSON -> Type.JSON;
      case ARRAY -> Type.array(Type.INTEGER);
    };
  }

  private Type decimalType() {
    int digits = random.oneIn(8) ? Type.DECIMAL_DIGITS_MAX : 1 + random.below(30);
    return Type.decimal(digits, random.below(digits + 1));
  }

  /** A wider type than that, or the same. */
  public Type wider(Type type) {
    int more = random.below(4);
    return switch (type.kind()) {
      case TINYINT -> random.of(Type.TINYINT, Type.SMALLINT, Type.INTEGER, Type.BIGINT);
      case SMALLINT -> random.of(Type.SMALLINT, Type.INTEGER, Type.BIGINT);
      case INTEGER -> Type.BIGINT;
      case REAL -> Type.DOUBLE;
      case DECIMAL ->
          Type.decimal(
              Math.min(Type.DECIMAL_DIGITS_MAX, type.precision() + 2 * more),
              Math.min(
                  Type.DECIMAL_DIGITS_MAX - (type.precision() - type.scale()),
                  type.scale() + more));
      case CHAR ->
          random.of(
              Type.character(type.precision() + more),
              Type.varchar(type.precision() + more),
              Type.VARCHAR);
      case VARCHAR -> type.precision() == 0 ? type : Type.varchar(type.precision() + more);
      case BINARY -> Type.binary(type.precision() + more);
      case VARBINARY -> random.oneIn(2) ? type : Type.VARBINARY;
      case TIME -> Type.time(Math.min(9, type.precision() + more));
      case TIMESTAMP -> Type.timestamp(Math.min(9, type.precision() + more));
      case TIMESTAMP_WITH_TIME_ZONE ->
          Type.timestampWithTimeZone(Math.min(9, type.precision() + more));
      case ARRAY -> Type.array(wider(type.elementType()));
      default -> type;
    };
  }

  public Object value(Type type) {
    return type.accept(raw(type));
  }

  private Object raw(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> random.oneIn(2);
      case TINYINT -> (byte) number();
      case SMALLINT -> (short) number();
      case INTEGER -> (int) number();
      case BIGINT -> number();
      case REAL -> real();
      case DOUBLE -> wide();
      case DECIMAL -> decimal(type);
      case CHAR, VARCHAR ->
          text(type.precision() == 0 ? random.below(9) : random.below(type.precision() + 1));
      case JSON -> "{\"a\":" + number() + "}";
      case BINARY, VARBINARY ->
          bytes(type.precision() == 0 ? random.below(9) : random.below(type.precision() + 1));
      case DATE -> LocalDate.ofEpochDay(second() / 86_400);
      case TIME -> LocalTime.ofNanoOfDay(random.longBelow(86_400_000_000_000L));
      case TIMESTAMP -> LocalDateTime.ofEpochSecond(second(), nano(), ZoneOffset.UTC);
      case TIMESTAMP_WITH_TIME_ZONE -> Instant.ofEpochSecond(second(), nano());
      case INTERVAL_YEAR_TO_MONTH -> Interval.ofMonths(number());
      case INTERVAL_DAY_TO_SECOND -> Interval.ofNanos(number());
      case UUID -> new UUID(number(), number());
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (int left = random.below(4); left > 0; left--) {
          elements.add(random.oneIn(4) ? null : raw(type.elementType()));
        }
        yield elements;
      }
    };
  }

  private long number() {
    return switch (random.below(5)) {
      case 0 -> random.below(3) - 1;
      case 1 -> (1L << random.below(64)) + random.below(3) - 1;
      case 2 -> -(1L << random.below(64)) + random.below(3) - 1;
      case 3 -> random.below(600) - 300;
      default -> random.longBelow(Long.MAX_VALUE) * (random.oneIn(2) ? 1 : -1);
    };
  }

  private float real() {
    return random.oneIn(3)
        ? random.of(
            0.0f, -0.0f, Float.NaN, Float.MAX_VALUE, Float.MIN_VALUE, Float.NEGATIVE_INFINITY)
        : Float.intBitsToFloat((int) random.longBelow(1L << 32));
  }

  private double wide() {
    return random.oneIn(3)
        ? random.of(0.0, -0.0, Double.NaN, 1.5, -1.5, Double.MIN_VALUE, Double.POSITIVE_INFINITY)
        : Double.longBitsToDouble(number());
  }

  private BigDecimal decimal(Type type) {
    int digits = random.below(type.precision() + 1);
    StringBuilder text = new StringBuilder("0");
    for (int i = 0; i < digits; i++) {
      text.append((char) ('0' + (random.oneIn(3) ? 0 : random.below(10))));
    }
    BigInteger unscaled = new BigInteger(text.toString());
    return new BigDecimal(random.oneIn(2) ? unscaled : unscaled.negate(), type.scale());
  }

  private String text(int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(random.of(LETTERS));
    }
    return out.toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = random.bytes(length);
    for (int i = 0; i < length; i++) {
      bytes[i] = random.oneIn(3) ? 0 : random.oneIn(3) ? (byte) 0xFF : bytes[i];
    }
    return bytes;
  }

  private long second() {
    return switch (random.below(3)) {
      case 0 -> random.below(3) - 1;
      case 1 -> random.longBelow(4_000_000_000L);
      default -> -62_135_596_800L + random.longBelow(315_537_897_600L);
    };
  }

  private int nano() {
    return random.of(0, 1, 999, 1_000, 999_999_999, random.below(1_000_000_000));
  }
}
