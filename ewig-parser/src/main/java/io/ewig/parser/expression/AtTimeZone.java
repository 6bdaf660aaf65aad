package io.ewig.parser.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * {@code x AT TIME ZONE zone}: of an instant, what a wall clock there shows; of a wall clock's
 * time, the instant at which one there shows it.
 */
public final class AtTimeZone {

  /** Above all arithmetic, as in PostgreSQL. */
  private static final int PRECEDENCE = 90;

  private static final SqlReturnTypeInference RESULT =
      binding -> binding.getTypeFactory().createSqlType(otherKind(binding.getOperandType(0)));

  public static final SqlBinaryOperator OPERATOR =
      new SqlBinaryOperator(
          "AT TIME ZONE",
          SqlKind.OTHER,
          PRECEDENCE,
          true,
          RESULT.andThen(SqlTypeTransforms.TO_NULLABLE),
          null,
          OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER));

  private AtTimeZone() {}

  private static SqlTypeName otherKind(RelDataType moment) {
    return moment.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
        ? SqlTypeName.TIMESTAMP
        : SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }
}
