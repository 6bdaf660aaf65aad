package io.ewig.calcite.plan.validation;

import io.ewig.calcite.expression.cast.Intervals;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Casts that nobody wrote: Calcite's, but for those between intervals of one family. Their values
 * are alike, and Calcite has no words for such a type.
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
}
