package io.ewig.calcite.type;

import io.ewig.engine.value.Type;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * How long types may be, and what type a computed number has.
 *
 * <ul>
 *   <li>Times have nanoseconds unless fewer are asked for; texts have no bound unless one is given;
 *       decimals have as many digits as the engine keeps.
 *   <li>As in PostgreSQL: a quotient of decimals has at least 16 digits behind the point, a sum of
 *       integers is one size larger, an average of exact numbers is exact.
 * </ul>
 */
public final class EwigTypeSystem extends RelDataTypeSystemImpl {

  public static final EwigTypeSystem INSTANCE = new EwigTypeSystem();

  /** Digits behind the point of a quotient or an average, if its operands have no more. */
  private static final int QUOTIENT_SCALE_MIN = 16;

  /** Digits that a sum may have more than its terms: 10^19 rows are more than there can be. */
  private static final int SUM_DIGITS = 19;

  /** So that INTERVAL '400' DAY needs no DAY(3). */
  private static final int INTERVAL_DIGITS = SqlTypeName.MAX_INTERVAL_START_PRECISION;

  private EwigTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName name) {
    return switch (name) {
      case DECIMAL -> Type.DECIMAL_DIGITS_MAX;
      case CHAR, VARCHAR, BINARY, VARBINARY -> Type.LENGTH_MAX;
      case TIME, TIME_TZ, TIME_WITH_LOCAL_TIME_ZONE -> Type.FRACTION_DIGITS_MAX;
      case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Type.FRACTION_DIGITS_MAX;
      default -> super.getMaxPrecision(name);
    };
  }

  @Override
  public int getMinPrecision(SqlTypeName name) {
    return switch (name) {
      case TIME, TIME_TZ, TIME_WITH_LOCAL_TIME_ZONE -> 0;
      case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 0;
      default -> super.getMinPrecision(name);
    };
  }

  @Override
  public int getDefaultPrecision(SqlTypeName name) {
    if (SqlTypeName.INTERVAL_TYPES.contains(name)) {
      return INTERVAL_DIGITS;
    }
    return switch (name) {
      case DECIMAL -> Type.DECIMAL_DIGITS_DEFAULT;
      case TIME, TIME_TZ, TIME_WITH_LOCAL_TIME_ZONE -> Type.FRACTION_DIGITS_MAX;
      case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Type.FRACTION_DIGITS_MAX;
      default -> super.getDefaultPrecision(name);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName name) {
    return name == SqlTypeName.DECIMAL ? Type.DECIMAL_DIGITS_MAX : super.getMaxScale(name);
  }

  @Override
  public int getDefaultScale(SqlTypeName name) {
    return SqlTypeName.INTERVAL_TYPES.contains(name)
        ? Type.FRACTION_DIGITS_MAX
        : super.getDefaultScale(name);
  }

  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  /** So that 'a' and 'bcd' in one column are VARCHAR(3), and no blanks are added. */
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER ->
          like(factory, argument, factory.createSqlType(SqlTypeName.BIGINT));
      case BIGINT -> like(factory, argument, decimal(factory, Type.DECIMAL_DIGITS_DEFAULT, 0));
      case DECIMAL ->
          like(
              factory,
              argument,
              decimal(factory, argument.getPrecision() + SUM_DIGITS, scale(argument)));
      case REAL, FLOAT, DOUBLE ->
          like(factory, argument, factory.createSqlType(SqlTypeName.DOUBLE));
      default -> argument;
    };
  }

  /** Also the type of variances, which need room for squares. */
  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    if (SqlTypeUtil.isExactNumeric(argument)) {
      int scale = Math.max(scale(argument), QUOTIENT_SCALE_MIN);
      int whole = 2 * (argument.getPrecision() - scale(argument)) + 1;
      return like(factory, argument, decimal(factory, whole + scale, scale));
    }
    return SqlTypeUtil.isApproximateNumeric(argument)
        ? like(factory, argument, factory.createSqlType(SqlTypeName.DOUBLE))
        : argument;
  }

  @Override
  public RelDataType deriveCovarType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    return deriveAvgAggType(factory, first);
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    if (!areDecimals(first, second)) {
      return null;
    }
    return decimal(
        factory, first.getPrecision() + second.getPrecision(), scale(first) + scale(second));
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    if (!areDecimals(first, second)) {
      return null;
    }
    int scale = Math.max(QUOTIENT_SCALE_MIN, Math.max(scale(first), scale(second)));
    int whole = first.getPrecision() - scale(first) + scale(second);
    return decimal(factory, whole + scale, scale);
  }

  @Override
  public @Nullable RelDataType deriveDecimalModType(
      RelDataTypeFactory factory, RelDataType first, RelDataType second) {
    if (!areDecimals(first, second)) {
      return null;
    }
    int scale = Math.max(scale(first), scale(second));
    return decimal(factory, second.getPrecision() - scale(second) + scale, scale);
  }

  private static boolean areDecimals(RelDataType first, RelDataType second) {
    return SqlTypeUtil.isExactNumeric(first)
        && SqlTypeUtil.isExactNumeric(second)
        && (SqlTypeUtil.isDecimal(first) || SqlTypeUtil.isDecimal(second));
  }

  private static int scale(RelDataType type) {
    return Math.max(type.getScale(), 0);
  }

  /** Where there is no room for all digits, those in front of the point come first. */
  private static RelDataType decimal(RelDataTypeFactory factory, int digits, int scale) {
    int surplus = Math.max(digits - Type.DECIMAL_DIGITS_MAX, 0);
    return factory.createSqlType(
        SqlTypeName.DECIMAL,
        Math.max(Math.min(digits, Type.DECIMAL_DIGITS_MAX), 1),
        Math.max(scale - surplus, 0));
  }

  private static RelDataType like(
      RelDataTypeFactory factory, RelDataType argument, RelDataType type) {
    return factory.createTypeWithNullability(type, argument.isNullable());
  }
}
