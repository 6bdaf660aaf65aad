package io.ewig.engine.check.language;

import io.ewig.engine.value.Type;

/** What an expression comes to, as far as operators tell types apart. */
enum Sort {
  BOOLEAN("a condition"),
  /** A {@code BigDecimal} without digits behind the point. */
  INTEGER("a whole number"),
  DECIMAL("a decimal"),
  DOUBLE("a double"),
  TEXT("a text"),
  BYTES("bytes"),
  DATE("a date"),
  TIME("a time"),
  TIMESTAMP("a timestamp"),
  INSTANT("a timestamp with time zone"),
  MONTHS("an interval of months"),
  DURATION("an interval of seconds"),
  UUID("a uuid"),
  /** Json and arrays: they may be null or not. */
  OPAQUE("json or an array"),
  NULL("null");

  private final String shown;

  Sort(String shown) {
    this.shown = shown;
  }

  String shown() {
    return shown;
  }

  static Sort of(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> BOOLEAN;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> INTEGER;
      case DECIMAL -> DECIMAL;
      case REAL, DOUBLE -> DOUBLE;
      case CHAR, VARCHAR -> TEXT;
      case BINARY, VARBINARY -> BYTES;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case TIMESTAMP_WITH_TIME_ZONE -> INSTANT;
      case INTERVAL_YEAR_TO_MONTH -> MONTHS;
      case INTERVAL_DAY_TO_SECOND -> DURATION;
      case UUID -> UUID;
      case JSON, ARRAY -> OPAQUE;
    };
  }

  boolean isExact() {
    return this == INTEGER || this == DECIMAL;
  }

  boolean isNumeric() {
    return isExact() || this == DOUBLE;
  }
}
