package io.ewig.parser.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** That a function gives documents. */
public enum JsonResult implements SqlReturnTypeInference {
  /** Never null. */
  ALWAYS,

  /** Null only where an operand is. */
  NULLABLE,

  /** Null also where there is no such part. */
  FORCE_NULLABLE;

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(JsonType.in(types), mayBeNull(binding));
  }

  private boolean mayBeNull(SqlOperatorBinding binding) {
    return switch (this) {
      case ALWAYS -> false;
      case NULLABLE -> binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
      case FORCE_NULLABLE -> true;
    };
  }
}
