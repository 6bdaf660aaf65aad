package io.ewig.calcite.expression.rex;

import io.ewig.parser.expression.JsonType;
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
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Optionality;

/**
 * Aggregate functions that Calcite does not have, or not as we do. No statement names those whose
 * names begin with a $: other words stand for them.
 */
public final class OwnAggregates {

  /** Over no rows they are null, whatever their argument is; Calcite's are not, and say so. */
  private static final SqlReturnTypeInference NULLABLE =
      ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);

  /** Of the values, which are ordered by themselves, and the part of them that lies before. */
  public static final SqlAggFunction PERCENTILE_DISC = percentile("$PERCENTILE_DISC", NULLABLE);

  /** What lies between whole numbers is no whole number: it is a double, as in PostgreSQL. */
  public static final SqlAggFunction PERCENTILE_CONT =
      percentile("$PERCENTILE_CONT", OwnAggregates::between);

  static final SqlAggFunction LISTAGG = textList("LISTAGG");
  public static final SqlAggFunction STRING_AGG = textList("STRING_AGG");

  /** Calcite's own takes no FILTER. */
  private static final SqlAggFunction SINGLE_VALUE =
      SqlBasicAggFunction.create(SqlKind.SINGLE_VALUE, NULLABLE, OperandTypes.ANY);

  static final SqlAggFunction NTH_VALUE =
      SqlBasicAggFunction.create(SqlKind.NTH_VALUE, NULLABLE, OperandTypes.ANY_NUMERIC)
          .withAllowsNullTreatment(true)
          .withOver(true);

  /** Calcite's make texts of documents. */
  static final SqlAggFunction LAG = new Neighbour(SqlKind.LAG);

  static final SqlAggFunction LEAD = new Neighbour(SqlKind.LEAD);

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

  /**
   * Before OVER Calcite makes sums of squares of its own, of rows that do not count, too; and says
   * that those of a sample are never null.
   */
  private static final List<SqlOperator> SPREADS =
      List.of(
          spread("STDDEV", SqlKind.STDDEV_SAMP),
          spread("STDDEV_POP", SqlKind.STDDEV_POP),
          spread("STDDEV_SAMP", SqlKind.STDDEV_SAMP),
          spread("VARIANCE", SqlKind.VAR_SAMP),
          spread("VAR_POP", SqlKind.VAR_POP),
          spread("VAR_SAMP", SqlKind.VAR_SAMP),
          spreadOfPairs(SqlKind.COVAR_POP),
          spreadOfPairs(SqlKind.COVAR_SAMP),
          spreadOfPairs(SqlKind.REGR_SXX),
          spreadOfPairs(SqlKind.REGR_SYY));

  private OwnAggregates() {}

  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>(REGRESSIONS);
    all.addAll(SPREADS);
    all.add(SINGLE_VALUE);
    all.add(PERCENTILE_DISC);
    all.add(PERCENTILE_CONT);
    all.add(LISTAGG);
    all.add(STRING_AGG);
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

  private static SqlAggFunction spread(String name, SqlKind kind) {
    return SqlBasicAggFunction.create(
        name,
        kind,
        ReturnTypes.AVG_AGG_FUNCTION.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        OperandTypes.NUMERIC);
  }

  private static SqlAggFunction spreadOfPairs(SqlKind kind) {
    return SqlBasicAggFunction.create(
        kind,
        ReturnTypes.COVAR_REGR_FUNCTION.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        OperandTypes.NUMERIC_NUMERIC);
  }

  private static SqlAggFunction ofIntervals(String name) {
    return SqlBasicAggFunction.create(
        name, SqlKind.OTHER_FUNCTION, NULLABLE, OperandTypes.INTERVAL);
  }

  private static SqlAggFunction percentile(String name, SqlReturnTypeInference type) {
    return SqlBasicAggFunction.create(
            name,
            SqlKind.OTHER_FUNCTION,
            type,
            OperandTypes.sequence(
                "'percentile(PART) WITHIN GROUP (ORDER BY x)'",
                OperandTypes.ANY,
                OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL))
        .withFunctionType(SqlFunctionCategory.SYSTEM)
        .withGroupOrder(Optionality.MANDATORY);
  }

  private static SqlAggFunction textList(String name) {
    return SqlBasicAggFunction.create(
            name, SqlKind.LISTAGG, NULLABLE, OperandTypes.STRING.or(OperandTypes.STRING_STRING))
        .withFunctionType(SqlFunctionCategory.SYSTEM)
        .withGroupOrder(Optionality.OPTIONAL);
  }

  private static final class Neighbour extends SqlLeadLagAggFunction {

    Neighbour(SqlKind kind) {
      super(kind);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      RelDataType value = binding.getOperandType(0);
      boolean isDocument =
          value instanceof JsonType
              && (binding.getOperandCount() < 3 || binding.getOperandType(2) instanceof JsonType);
      return isDocument
          ? binding.getTypeFactory().createTypeWithNullability(value, true)
          : super.inferReturnType(binding);
    }
  }

  private static RelDataType between(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType ordered = binding.getOperandType(0);
    RelDataType type =
        SqlTypeUtil.isNumeric(ordered) ? types.createSqlType(SqlTypeName.DOUBLE) : ordered;
    return types.createTypeWithNullability(type, true);
  }
}
