package io.ewig.calcite.plan.validation;

import io.ewig.calcite.expression.cast.Instants;
import io.ewig.calcite.expression.cast.Intervals;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Casts that nobody wrote: Calcite's, with these differences.
 *
 * <ul>
 *   <li>Intervals of one family stay as they are: their values are alike, and Calcite has no words
 *       for such a type.
 *   <li>A wall clock that is compared with an instant, IN a query too, is the instant of it: values
 *       of the one are never equal to those of the other.
 *   <li>What IS NOT DISTINCT FROM compares is cast as = casts it; what ANY and ALL compare with
 *       rows of any query, as IN casts it, and before they are held to be comparable.
 * </ul>
 */
public final class Coercion extends TypeCoercionImpl {

  public Coercion(RelDataTypeFactory types, SqlValidator validator) {
    super(types, validator);
  }

  @Override
  protected boolean needToCast(
      SqlValidatorScope scope, SqlNode node, RelDataType type, SqlTypeMappingRule rule) {
    return !areIntervals(validator.deriveType(scope, node), type)
        && super.needToCast(scope, node, type, rule);
  }

  private static boolean areIntervals(RelDataType one, RelDataType other) {
    return Intervals.isInterval(one)
        && one.getSqlTypeName().getFamily() == other.getSqlTypeName().getFamily();
  }

  @Override
  public @Nullable RelDataType commonTypeForBinaryComparison(
      @Nullable RelDataType one, @Nullable RelDataType other) {
    if (one != null && other != null && isInstantBesideWallClock(one, other)) {
      return instant(one, other);
    }
    if (one != null && other != null && isInstantBesideWallClock(other, one)) {
      return instant(other, one);
    }
    return super.commonTypeForBinaryComparison(one, other);
  }

  private static boolean isInstantBesideWallClock(RelDataType one, RelDataType other) {
    return Instants.isInstant(one) && other.getSqlTypeName() == SqlTypeName.TIMESTAMP;
  }

  /** The type of instants that has the digits of both. */
  private RelDataType instant(RelDataType instant, RelDataType clock) {
    int digits = Math.max(instant.getPrecision(), clock.getPrecision());
    RelDataType type = factory.createSqlType(instant.getSqlTypeName(), digits);
    return factory.createTypeWithNullability(type, instant.isNullable() || clock.isNullable());
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    SqlKind kind = binding.getOperator().getKind();
    if (kind != SqlKind.IS_DISTINCT_FROM && kind != SqlKind.IS_NOT_DISTINCT_FROM) {
      return super.binaryComparisonCoercion(binding);
    }
    RelDataType one = binding.getOperandType(0);
    RelDataType other = binding.getOperandType(1);
    boolean texts = dateTimeStringEquality(binding, one, other);
    boolean truths = booleanEquality(binding, one, other);
    RelDataType common = commonTypeForBinaryComparison(one, other);
    return (common != null && coerceOperandsType(binding.getScope(), binding.getCall(), common))
        || texts
        || truths;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    return binding.getOperator() instanceof SqlQuantifyOperator
        ? quantifyOperationCoercion(binding)
        : super.inOperationCoercion(binding);
  }

  @Override
  public boolean quantifyOperationCoercion(SqlCallBinding binding) {
    if (binding.getOperandType(1).getComponentType() != null) {
      return super.quantifyOperationCoercion(binding);
    }
    SqlCall quantified = binding.getCall();
    SqlCall in =
        SqlStdOperatorTable.IN.createCall(
            quantified.getParserPosition(), quantified.getOperandList());
    boolean isCoerced =
        super.inOperationCoercion(new SqlCallBinding(validator, binding.getScope(), in));
    quantified.setOperand(0, in.operand(0));
    quantified.setOperand(1, in.operand(1));
    return isCoerced;
  }
}
