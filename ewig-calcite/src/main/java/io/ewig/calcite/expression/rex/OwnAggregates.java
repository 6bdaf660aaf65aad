package io.ewig.calcite.expression.rex;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Optionality;

/**
 * Aggregate functions that Calcite does not have, or not as we do. No statement names those whose
 * names begin with a $: other words stand for them.
 */
public final class OwnAggregates {

  /** What lies between whole numbers is no whole number: it is a double, as in PostgreSQL. */
  public static final SqlAggFunction PERCENTILE_CONT =
      SqlBasicAggFunction.create(
              "$PERCENTILE_CONT",
              SqlKind.PERCENTILE_CONT,
              OwnAggregates::between,
              OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withGroupOrder(Optionality.MANDATORY)
          .withPercentile(true)
          .withAllowsFraming(false);

  /** Sums, and averages, of lengths of time; Calcite's take numbers. */
  public static final SqlAggFunction INTERVAL_SUM = ofIntervals("$INTERVAL_SUM");

  public static final SqlAggFunction INTERVAL_AVG = ofIntervals("$INTERVAL_AVG");

  private static final List<SqlOperator> REGRESSIONS =
      List.of(
          regression("CORR"),
          regression("REGR_AVGX"),
          regression("REGR_AVGY"),
          regression("REGR_INTERCEPT"),
          regression("REGR_R2"),
          regression("REGR_SLOPE"),
          regression("REGR_SXY"));

  private OwnAggregates() {}

  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>(REGRESSIONS);
    all.add(PERCENTILE_CONT);
    all.add(INTERVAL_SUM);
    all.add(INTERVAL_AVG);
    return all;
  }

  public static boolean isRegression(SqlAggFunction function) {
    return REGRESSIONS.contains(function);
  }

  private static SqlAggFunction regression(String name) {
    return SqlBasicAggFunction.create(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE_FORCE_NULLABLE,
        OperandTypes.NUMERIC_NUMERIC);
  }

  private static SqlAggFunction ofIntervals(String name) {
    return SqlBasicAggFunction.create(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        OperandTypes.INTERVAL);
  }

  private static RelDataType between(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType ordered = binding.getCollationType();
    RelDataType type =
        SqlTypeUtil.isNumeric(ordered) ? types.createSqlType(SqlTypeName.DOUBLE) : ordered;
    return types.createTypeWithNullability(type, true);
  }
}
