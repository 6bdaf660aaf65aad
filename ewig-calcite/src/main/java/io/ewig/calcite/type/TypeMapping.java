package io.ewig.calcite.type;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import io.ewig.parser.expression.JsonType;
import java.util.Objects;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The engine's types as Calcite's, and back.
 *
 * <p>A type that no column can have (a row, a map) is refused.
 */
public final class TypeMapping {

  private TypeMapping() {}

  public static RelDataType calcite(Type type, boolean isNullable, RelDataTypeFactory factory) {
    return factory.createTypeWithNullability(calcite(type, factory), isNullable);
  }

  private static RelDataType calcite(Type type, RelDataTypeFactory factory) {
    return switch (type.kind()) {
      case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
      case TINYINT -> factory.createSqlType(SqlTypeName.TINYINT);
      case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
      case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
      case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
      case REAL -> factory.createSqlType(SqlTypeName.REAL);
      case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
      case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
      case CHAR -> text(factory, SqlTypeName.CHAR, type.precision());
      case VARCHAR -> text(factory, SqlTypeName.VARCHAR, type.precision());
      case JSON -> JsonType.in(factory);
      case BINARY -> factory.createSqlType(SqlTypeName.BINARY, type.precision());
      case VARBINARY -> sized(factory, SqlTypeName.VARBINARY, type.precision());
      case DATE -> factory.createSqlType(SqlTypeName.DATE);
      case TIME -> factory.createSqlType(SqlTypeName.TIME, type.precision());
      case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, type.precision());
      case TIMESTAMP_WITH_TIME_ZONE ->
          factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, type.precision());
      case INTERVAL_YEAR_TO_MONTH -> interval(factory, TimeUnit.YEAR, TimeUnit.MONTH);
      case INTERVAL_DAY_TO_SECOND -> interval(factory, TimeUnit.DAY, TimeUnit.SECOND);
      case UUID -> factory.createSqlType(SqlTypeName.UUID);
      case ARRAY -> factory.createArrayType(calcite(type.elementType(), true, factory), -1);
    };
  }

  private static RelDataType text(RelDataTypeFactory factory, SqlTypeName name, int length) {
    return factory.createTypeWithCharsetAndCollation(
        sized(factory, name, length),
        factory.getDefaultCharset(),
        org.apache.calcite.sql.SqlCollation.IMPLICIT);
  }

  private static RelDataType sized(RelDataTypeFactory factory, SqlTypeName name, int length) {
    return length == 0 ? factory.createSqlType(name) : factory.createSqlType(name, length);
  }

  private static RelDataType interval(RelDataTypeFactory factory, TimeUnit from, TimeUnit to) {
    return factory.createSqlIntervalType(new SqlIntervalQualifier(from, to, SqlParserPos.ZERO));
  }

  /** The type of a column that holds such values. */
  public static Type engine(RelDataType type) {
    int precision = type.getPrecision();
    int length = precision == RelDataType.PRECISION_NOT_SPECIFIED ? 0 : precision;
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> Type.BOOLEAN;
      case TINYINT -> Type.TINYINT;
      case SMALLINT -> Type.SMALLINT;
      case INTEGER -> Type.INTEGER;
      case BIGINT -> Type.BIGINT;
      case REAL -> Type.REAL;
      case FLOAT, DOUBLE -> Type.DOUBLE;
      case DECIMAL -> Type.decimal(precision, Math.max(type.getScale(), 0));
      case CHAR -> fixed(Kind.CHAR, Kind.VARCHAR, length);
      case VARCHAR -> type instanceof JsonType ? Type.JSON : Type.varchar(length);
      case BINARY -> fixed(Kind.BINARY, Kind.VARBINARY, length);
      case VARBINARY -> Type.varbinary(length);
      case DATE -> Type.DATE;
      case TIME -> Type.time(precision);
      case TIMESTAMP -> Type.timestamp(precision);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> Type.timestampWithTimeZone(precision);
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> Type.INTERVAL_YEAR_TO_MONTH;
      case UUID -> Type.UUID;
      case ARRAY -> Type.array(engine(component(type)));
      default -> otherwise(type);
    };
  }

  private static Type otherwise(RelDataType type) {
    if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return Type.INTERVAL_DAY_TO_SECOND;
    }
    throw new UserException(
        ErrorCode.UNSUPPORTED, "a column cannot be of type " + type + "; cast to another type");
  }

  /** Literals are CHAR of their own length, which may be more than the engine pads to. */
  private static Type fixed(Kind fixed, Kind varying, int length) {
    return length >= 1 && length <= Type.PADDED_LENGTH_MAX
        ? new Type(fixed, length, 0, null)
        : new Type(varying, length, 0, null);
  }

  /** What an array holds; a NULL without a type holds NULLs. */
  public static RelDataType component(RelDataType array) {
    return array.getSqlTypeName() == SqlTypeName.NULL
        ? array
        : Objects.requireNonNull(array.getComponentType(), "elements of an array");
  }
}
