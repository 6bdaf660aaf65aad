package io.ewig.calcite.system.catalog;

import io.ewig.calcite.type.EwigTypeFactory;
import io.ewig.calcite.type.JdbcType;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a type in metadata.
 *
 * @param name in SQL, bare, in upper case
 * @param jdbcCode of {@code java.sql.Types}
 * @param size as JDBC has it: digits, characters, bytes, or the width of a time as text
 * @param scale digits behind the point, or of the fraction of a second; null where there are none
 * @param octets bytes that a text or binary takes at most; null for others
 */
record TypeFacts(
    Type type,
    String name,
    int jdbcCode,
    @Nullable Integer size,
    @Nullable Integer scale,
    @Nullable Integer octets) {

  private static final RelDataTypeFactory FACTORY = new EwigTypeFactory();

  /** A character in UTF-8. */
  private static final int CHARACTER_BYTES_MAX = 4;

  static TypeFacts of(Type type) {
    JdbcType jdbc = JdbcType.of(TypeMapping.calcite(type, true, FACTORY));
    boolean isText = type.kind().isText() || type.kind() == Kind.JSON;
    boolean isBinary = type.kind().isBinary();
    int size = jdbc.precision();
    if ((isText || isBinary) && type.precision() == 0) {
      size = Type.LENGTH_MAX;
    }
    return new TypeFacts(
        type,
        jdbc.name(),
        jdbc.code(),
        size == 0 ? null : Integer.valueOf(size),
        scale(type, jdbc),
        isText ? Integer.valueOf(octets(size)) : isBinary ? Integer.valueOf(size) : null);
  }

  private static @Nullable Integer scale(Type type, JdbcType jdbc) {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> 0;
      case DECIMAL, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> jdbc.scale();
      default -> null;
    };
  }

  private static int octets(int characters) {
    return (int) Math.min(Type.VALUE_BYTES_MAX, (long) CHARACTER_BYTES_MAX * characters);
  }

  private boolean isNumber() {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
      default -> false;
    };
  }

  boolean isText() {
    return type.kind().isText() || type.kind() == Kind.JSON;
  }

  /** Characters that a text takes at most, or bytes that a binary does. */
  @Nullable Integer lengthMax() {
    return octets == null ? null : size;
  }

  @Nullable Integer numericPrecision() {
    return isNumber() ? size : null;
  }

  /** Of the digits that a number is measured in. */
  @Nullable Integer radix() {
    return isNumber() ? 10 : null;
  }

  @Nullable Integer numericScale() {
    return isNumber() ? scale : null;
  }

  /** Digits of the fraction of a second. */
  @Nullable Integer timePrecision() {
    return switch (type.kind()) {
      case DATE -> 0;
      case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> scale;
      case INTERVAL_DAY_TO_SECOND -> Type.FRACTION_DIGITS_MAX;
      default -> null;
    };
  }

  /** The fields of an interval. */
  @Nullable String interval() {
    return switch (type.kind()) {
      case INTERVAL_YEAR_TO_MONTH -> "YEAR TO MONTH";
      case INTERVAL_DAY_TO_SECOND -> "DAY TO SECOND";
      default -> null;
    };
  }
}
