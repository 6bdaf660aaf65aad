package io.ewig.engine.value;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column: what it takes in, how its values are ordered, and what it is called.
 *
 * <ul>
 *   <li>{@link #accept} answers the one canonical value (see {@link Kind#javaClass}) for anything
 *       that means it. Numbers must fit; decimals are rounded half up to their scale; times are cut
 *       to their precision, never moved on; char and binary are padded to their length.
 *   <li>REAL and DOUBLE know one zero (-0.0 is stored as 0.0) and one NaN, which is after all else.
 *   <li>Texts are ordered by code point, blanks at the end of a char do not count; uuids are
 *       ordered as unsigned bytes; arrays element by element, nulls first, the shorter first.
 *   <li>{@link #toString} and {@link #parse} are inverse.
 * </ul>
 *
 * @param precision digits of a decimal; length of texts and binaries, or 0 for any; digits of the
 *     fraction of a second; else 0
 * @param scale of a decimal, else 0
 * @param element of an array, else null
 */
public record Type(Kind kind, int precision, int scale, @Nullable Type element) {

  /** The longest text or binary, in bytes; with its row it has to fit into a payload. */
  public static final int VALUE_BYTES_MAX = 16 << 20;

  /** The longest that a length can say; texts are counted in code points. */
  public static final int LENGTH_MAX = VALUE_BYTES_MAX;

  /** Char and binary are padded in memory, so a short value must not make a huge one. */
  public static final int PADDED_LENGTH_MAX = 4_096;

  /** A scale takes one byte in a row. */
  public static final int DECIMAL_DIGITS_MAX = 255;

  public static final int DECIMAL_DIGITS_DEFAULT = 38;

  /** Digits behind the point where nothing is said of digits at all. */
  public static final int DECIMAL_SCALE_DEFAULT = 9;

  /** Nanoseconds: what our clock and java.time know. Also the default: nothing is cut unasked. */
  public static final int FRACTION_DIGITS_MAX = 9;

  /** Arrays of arrays of arrays: deep enough, and bounds every recursion. */
  public static final int ARRAY_DEPTH_MAX = 4;

  public static final int ARRAY_ELEMENTS_MAX = 1 << 20;

  public static final Type BOOLEAN = plain(Kind.BOOLEAN);
  public static final Type TINYINT = plain(Kind.TINYINT);
  public static final Type SMALLINT = plain(Kind.SMALLINT);
  public static final Type INTEGER = plain(Kind.INTEGER);
  public static final Type BIGINT = plain(Kind.BIGINT);
  public static final Type REAL = plain(Kind.REAL);
  public static final Type DOUBLE = plain(Kind.DOUBLE);
  public static final Type VARCHAR = plain(Kind.VARCHAR);
  public static final Type VARBINARY = plain(Kind.VARBINARY);
  public static final Type DATE = plain(Kind.DATE);
  public static final Type TIME = sized(Kind.TIME, FRACTION_DIGITS_MAX);
  public static final Type TIMESTAMP = sized(Kind.TIMESTAMP, FRACTION_DIGITS_MAX);
  public static final Type TIMESTAMP_WITH_TIME_ZONE =
      sized(Kind.TIMESTAMP_WITH_TIME_ZONE, FRACTION_DIGITS_MAX);
  public static final Type INTERVAL_YEAR_TO_MONTH = plain(Kind.INTERVAL_YEAR_TO_MONTH);
  public static final Type INTERVAL_DAY_TO_SECOND = plain(Kind.INTERVAL_DAY_TO_SECOND);
  public static final Type UUID = plain(Kind.UUID);
  public static final Type JSON = plain(Kind.JSON);

  public Type {
    switch (kind.takes()) {
      case NOTHING, ELEMENT -> require(precision == 0, kind, precision, "takes no number");
      case LENGTH -> requireWithin(kind, precision, 1, PADDED_LENGTH_MAX);
      case LENGTH_OR_NOTHING -> requireWithin(kind, precision, 0, LENGTH_MAX);
      case FRACTION -> requireWithin(kind, precision, 0, FRACTION_DIGITS_MAX);
      case DIGITS_AND_SCALE -> {
        requireWithin(kind, precision, 1, DECIMAL_DIGITS_MAX);
        require(scale <= precision, kind, scale, "takes a scale up to its digits");
      }
    }
    boolean scaled = kind == Kind.DECIMAL ? scale >= 0 : scale == 0;
    require(scaled, kind, scale, "takes no such scale");
    require((kind == Kind.ARRAY) == (element != null), kind, 0, "and an element go together");
    if (element != null && depth(element) >= ARRAY_DEPTH_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, "arrays nest up to " + ARRAY_DEPTH_MAX + " deep, not deeper");
    }
  }

  private static Type plain(Kind kind) {
    return new Type(kind, 0, 0, null);
  }

  private static Type sized(Kind kind, int precision) {
    return new Type(kind, precision, 0, null);
  }

  public static Type decimal(int digits, int scale) {
    return new Type(Kind.DECIMAL, digits, scale, null);
  }

  public static Type character(int length) {
    return sized(Kind.CHAR, length);
  }

  public static Type varchar(int lengthMax) {
    return sized(Kind.VARCHAR, lengthMax);
  }

  public static Type binary(int length) {
    return sized(Kind.BINARY, length);
  }

  public static Type varbinary(int lengthMax) {
    return sized(Kind.VARBINARY, lengthMax);
  }

  public static Type time(int fractionDigits) {
    return sized(Kind.TIME, fractionDigits);
  }

  public static Type timestamp(int fractionDigits) {
    return sized(Kind.TIMESTAMP, fractionDigits);
  }

  public static Type timestampWithTimeZone(int fractionDigits) {
    return sized(Kind.TIMESTAMP_WITH_TIME_ZONE, fractionDigits);
  }

  public static Type array(Type element) {
    return new Type(Kind.ARRAY, 0, 0, element);
  }

  /** The type of that name, such as {@code decimal(10,2)} or {@code integer array}. */
  public static Type parse(String text) {
    return TypeText.parse(text);
  }

  /** What an array holds. */
  public Type elementType() {
    if (element == null) {
      throw new IllegalStateException(this + " has no elements");
    }
    return element;
  }

  /** The canonical value, or a refusal that names the column. */
  public Object accept(Object value, String column) {
    return Acceptance.accept(this, value, column);
  }

  public Object accept(Object value) {
    return accept(value, "");
  }

  /** The total order of canonical values. */
  public int compare(Object a, Object b) {
    return Order.compare(this, a, b);
  }

  /** The same with nulls, which come first. */
  public int compareNullsFirst(@Nullable Object a, @Nullable Object b) {
    return Order.nullsFirst(this, a, b);
  }

  /** Whether values may stand in keys; a JSON text may mean the same as another text. */
  public boolean isIndexable() {
    return element == null ? kind != Kind.JSON : element.isIndexable();
  }

  /**
   * Whether every value of this type is one of the other type, and its bytes in rows and keys are
   * read as that value: then a column changes its type and nothing is rewritten.
   */
  public boolean widensTo(Type wider) {
    return equals(wider) || Widening.holds(this, wider);
  }

  /** The value as one of a type that this one widens to. */
  public Object widen(Object value, Type wider) {
    return Widening.convert(this, wider, value);
  }

  @Override
  public String toString() {
    return TypeText.print(this);
  }

  private static int depth(Type type) {
    return type.element == null ? 0 : 1 + depth(type.element);
  }

  private static void requireWithin(Kind kind, int number, int min, int max) {
    require(number >= min && number <= max, kind, number, "takes " + min + " to " + max);
  }

  private static void require(boolean holds, Kind kind, int number, String rule) {
    if (!holds) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, kind.text() + " " + rule + ", not " + number);
    }
  }
}
