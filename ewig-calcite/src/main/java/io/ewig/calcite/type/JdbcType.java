package io.ewig.calcite.type;

import io.ewig.parser.expression.JsonType;
import java.sql.Types;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What JDBC says of a type.
 *
 * @param code of {@link Types}
 * @param name in SQL, bare, in upper case: VARCHAR, TIMESTAMP WITH TIME ZONE, INTEGER ARRAY
 * @param precision digits, length, digits of the fraction of a second's last; 0 if there is none
 * @param scale digits of the fraction
 * @param element of an array, else null
 */
public record JdbcType(
    int code, String name, int precision, int scale, @Nullable JdbcType element) {

  public static JdbcType of(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    int precision = Math.max(type.getPrecision(), 0);
    return switch (name) {
      case BOOLEAN -> plain(Types.BOOLEAN, "BOOLEAN", 1);
      case TINYINT -> plain(Types.TINYINT, "TINYINT", 3);
      case SMALLINT -> plain(Types.SMALLINT, "SMALLINT", 5);
      case INTEGER -> plain(Types.INTEGER, "INTEGER", 10);
      case BIGINT -> plain(Types.BIGINT, "BIGINT", 19);
      case REAL -> plain(Types.REAL, "REAL", 7);
      case FLOAT, DOUBLE -> plain(Types.DOUBLE, "DOUBLE", 15);
      case DECIMAL ->
          new JdbcType(Types.DECIMAL, "DECIMAL", precision, Math.max(type.getScale(), 0), null);
      case CHAR -> plain(Types.CHAR, "CHAR", precision);
      case VARCHAR, SYMBOL ->
          plain(Types.VARCHAR, type instanceof JsonType ? "JSON" : "VARCHAR", precision);
      case BINARY -> plain(Types.BINARY, "BINARY", precision);
      case VARBINARY -> plain(Types.VARBINARY, "VARBINARY", precision);
      case DATE -> plain(Types.DATE, "DATE", 10);
      case TIME -> timed(Types.TIME, "TIME", "hh:mm:ss", precision);
      case TIMESTAMP -> timed(Types.TIMESTAMP, "TIMESTAMP", "yyyy-mm-dd hh:mm:ss", precision);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
          timed(
              Types.TIMESTAMP_WITH_TIMEZONE,
              "TIMESTAMP WITH TIME ZONE",
              "yyyy-mm-dd hh:mm:ss+hh:mm",
              precision);
      case UUID -> plain(Types.OTHER, "UUID", 36);
      case ARRAY, MULTISET -> array(of(TypeMapping.component(type)));
      case MAP -> plain(Types.OTHER, "MAP", 0);
      case ROW, STRUCTURED -> plain(Types.STRUCT, "ROW", 0);
      case NULL -> plain(Types.NULL, "NULL", 0);
      default -> interval(name);
    };
  }

  private static JdbcType plain(int code, String name, int precision) {
    return new JdbcType(code, name, precision, 0, null);
  }

  /** JDBC wants the width as precision, and the digits of the fraction as scale. */
  private static JdbcType timed(int code, String name, String shape, int fraction) {
    int width = shape.length() + (fraction == 0 ? 0 : 1 + fraction);
    return new JdbcType(code, name, width, fraction, null);
  }

  private static JdbcType array(JdbcType element) {
    return new JdbcType(Types.ARRAY, element.name + " ARRAY", 0, 0, element);
  }

  private static JdbcType interval(SqlTypeName name) {
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
      return plain(Types.OTHER, "INTERVAL YEAR TO MONTH", 0);
    }
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(name)
        ? plain(Types.OTHER, "INTERVAL DAY TO SECOND", 0)
        : plain(Types.OTHER, name.getName(), 0);
  }
}
