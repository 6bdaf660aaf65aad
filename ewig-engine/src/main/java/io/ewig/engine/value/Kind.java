package io.ewig.engine.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/**
 * The kinds of types: name, Java class of the canonical values, and what stands in parentheses.
 *
 * <p>Codes are on disk: they are never reused.
 */
public enum Kind {
  BOOLEAN(1, "boolean", Boolean.class, Takes.NOTHING),
  TINYINT(2, "tinyint", Byte.class, Takes.NOTHING),
  SMALLINT(3, "smallint", Short.class, Takes.NOTHING),
  INTEGER(4, "integer", Integer.class, Takes.NOTHING),
  BIGINT(5, "bigint", Long.class, Takes.NOTHING),
  REAL(6, "real", Float.class, Takes.NOTHING),
  DOUBLE(7, "double", Double.class, Takes.NOTHING),
  DECIMAL(8, "decimal", BigDecimal.class, Takes.DIGITS_AND_SCALE),
  CHAR(9, "char", String.class, Takes.LENGTH),
  VARCHAR(10, "varchar", String.class, Takes.LENGTH_OR_NOTHING),
  BINARY(11, "binary", Bytes.class, Takes.LENGTH),
  VARBINARY(12, "varbinary", Bytes.class, Takes.LENGTH_OR_NOTHING),
  DATE(13, "date", LocalDate.class, Takes.NOTHING),
  TIME(14, "time", LocalTime.class, Takes.FRACTION),
  TIMESTAMP(15, "timestamp", LocalDateTime.class, Takes.FRACTION),
  TIMESTAMP_WITH_TIME_ZONE(16, "timestamp with time zone", Instant.class, Takes.FRACTION),
  INTERVAL_YEAR_TO_MONTH(17, "interval year to month", Interval.class, Takes.NOTHING),
  INTERVAL_DAY_TO_SECOND(18, "interval day to second", Interval.class, Takes.NOTHING),
  UUID(19, "uuid", UUID.class, Takes.NOTHING),
  JSON(20, "json", JsonText.class, Takes.NOTHING),
  ARRAY(21, "array", List.class, Takes.ELEMENT);

  /** What a kind needs besides its name. */
  enum Takes {
    NOTHING,
    LENGTH,
    LENGTH_OR_NOTHING,
    DIGITS_AND_SCALE,
    FRACTION,
    ELEMENT
  }

  private static final Kind[] BY_CODE = values();

  private final int code;
  private final String text;
  private final Class<?> javaClass;
  private final Takes takes;

  Kind(int code, String text, Class<?> javaClass, Takes takes) {
    this.code = code;
    this.text = text;
    this.javaClass = javaClass;
    this.takes = takes;
  }

  /** The number that stands for this kind on disk, from 1. */
  public int code() {
    return code;
  }

  /** The greatest code there is. */
  public static int codeMax() {
    return BY_CODE.length;
  }

  /**
   * @param code from 1 to {@link #codeMax()}
   */
  public static Kind ofCode(int code) {
    return BY_CODE[code - 1];
  }

  /** The name in SQL, in lower case. */
  public String text() {
    return text;
  }

  /** The class of this kind's canonical values. */
  public Class<?> javaClass() {
    return javaClass;
  }

  Takes takes() {
    return takes;
  }

  public boolean isInteger() {
    return this == TINYINT || this == SMALLINT || this == INTEGER || this == BIGINT;
  }

  public boolean isNumeric() {
    return isInteger() || this == REAL || this == DOUBLE || this == DECIMAL;
  }

  public boolean isText() {
    return this == CHAR || this == VARCHAR;
  }

  public boolean isBinary() {
    return this == BINARY || this == VARBINARY;
  }
}
