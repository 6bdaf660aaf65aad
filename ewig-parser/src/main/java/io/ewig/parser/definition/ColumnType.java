package io.ewig.parser.definition;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/** The engine's type for a type as it was parsed. */
public final class ColumnType {

  private ColumnType() {}

  /**
   * @param type an SqlDataTypeSpec, or an SqlIntervalQualifier for an interval
   */
  public static Type of(SqlNode type) {
    if (type instanceof SqlIntervalQualifier interval) {
      return interval.typeName().getFamily()
              == org.apache.calcite.sql.type.SqlTypeFamily.INTERVAL_YEAR_MONTH
          ? Type.INTERVAL_YEAR_TO_MONTH
          : Type.INTERVAL_DAY_TO_SECOND;
    }
    return of(((SqlDataTypeSpec) type).getTypeNameSpec());
  }

  private static Type of(SqlTypeNameSpec spec) {
    if (spec instanceof SqlCollectionTypeNameSpec collection) {
      return Type.array(of(collection.getElementTypeName()));
    }
    if (spec instanceof SqlBasicTypeNameSpec basic) {
      return of(basic);
    }
    // A name that is no word of SQL.
    return Type.parse(spec.getTypeName().toString());
  }

  private static Type of(SqlBasicTypeNameSpec spec) {
    SqlTypeName name = SqlTypeName.valueOf(spec.getTypeName().getSimple());
    int precision = spec.getPrecision();
    return switch (name) {
      case BOOLEAN -> Type.BOOLEAN;
      case TINYINT -> Type.TINYINT;
      case SMALLINT -> Type.SMALLINT;
      case INTEGER -> Type.INTEGER;
      case BIGINT -> Type.BIGINT;
      case REAL -> Type.REAL;
      case FLOAT, DOUBLE -> Type.DOUBLE;
      case DECIMAL ->
          precision < 0
              ? Type.decimal(Type.DECIMAL_DIGITS_DEFAULT, Type.DECIMAL_SCALE_DEFAULT)
              : Type.decimal(precision, Math.max(0, spec.getScale()));
      case CHAR -> Type.character(precision < 0 ? 1 : precision);
      case VARCHAR -> Type.varchar(lengthMax(precision));
      case BINARY -> Type.binary(precision < 0 ? 1 : precision);
      case VARBINARY -> Type.varbinary(lengthMax(precision));
      case DATE -> Type.DATE;
      case TIME -> Type.time(fraction(precision));
      case TIMESTAMP -> Type.timestamp(fraction(precision));
      case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Type.timestampWithTimeZone(fraction(precision));
      case UUID -> Type.UUID;
      default ->
          throw new UserException(
              ErrorCode.UNSUPPORTED, "a column can't be of type " + name + "; use another one");
    };
  }

  private static int lengthMax(int precision) {
    if (precision == 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "a length of 0 holds nothing; leave it out for any length");
    }
    return Math.max(0, precision);
  }

  private static int fraction(int precision) {
    return precision < 0 ? Type.FRACTION_DIGITS_MAX : precision;
  }

  static void print(Printer out, SqlNode type) {
    out.wordsIf(type instanceof SqlIntervalQualifier, "INTERVAL").node(type);
  }
}
