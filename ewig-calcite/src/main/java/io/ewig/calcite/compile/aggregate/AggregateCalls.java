package io.ewig.calcite.compile.aggregate;

import io.ewig.calcite.compile.node.Orders;
import io.ewig.calcite.compile.node.Unsupported;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.cast.Conversion;
import io.ewig.calcite.expression.collection.OnlyValue;
import io.ewig.calcite.expression.json.JsonMaking;
import io.ewig.calcite.expression.rex.OwnAggregates;
import io.ewig.calcite.operator.aggregate.Aggregation;
import io.ewig.calcite.operator.aggregate.Qualified;
import io.ewig.calcite.operator.aggregate.function.AggregateFunctions;
import io.ewig.calcite.operator.aggregate.function.Bits;
import io.ewig.calcite.operator.aggregate.function.JsonForm;
import io.ewig.calcite.operator.aggregate.function.NumberForm;
import io.ewig.calcite.operator.aggregate.function.Regression;
import io.ewig.calcite.operator.aggregate.function.Spread;
import io.ewig.calcite.operator.row.Keys;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Calls of aggregate functions, of a GROUP BY or a window. */
public final class AggregateCalls {

  private AggregateCalls() {}

  /**
   * @param input the type of the rows that are aggregated
   */
  static Aggregation compile(
      AggregateCall call, RelDataType input, ExpressionCompiler expressions) {
    if (call.distinctKeys != null) {
      throw Unsupported.feature("WITHIN DISTINCT");
    }
    Aggregation function = new Compiling(call, input, expressions).function();
    if (!call.getCollation().getFieldCollations().isEmpty() && !isPercentile(call)) {
      function = Qualified.ordered(function, Orders.of(call.getCollation()));
    }
    if (call.isDistinct() && !call.getArgList().isEmpty()) {
      function = Qualified.distinct(function, Keys.of(columns(call)));
    }
    return call.hasFilter() ? Qualified.filtered(function, call.filterArg) : function;
  }

  private static boolean isPercentile(AggregateCall call) {
    SqlAggFunction function = call.getAggregation();
    return function.equals(OwnAggregates.PERCENTILE_CONT)
        || function.equals(OwnAggregates.PERCENTILE_DISC);
  }

  private static int[] columns(AggregateCall call) {
    return call.getArgList().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The form of a numeric type; null if it is none. */
  public static @Nullable NumberForm form(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT -> new NumberForm(NumberForm.Kind.TINYINT, 0, 0);
      case SMALLINT -> new NumberForm(NumberForm.Kind.SMALLINT, 0, 0);
      case INTEGER -> new NumberForm(NumberForm.Kind.INTEGER, 0, 0);
      case BIGINT -> NumberForm.BIGINT;
      case DECIMAL -> NumberForm.decimal(type.getPrecision(), type.getScale());
      case REAL -> new NumberForm(NumberForm.Kind.REAL, 0, 0);
      case FLOAT, DOUBLE -> NumberForm.DOUBLE;
      default -> null;
    };
  }

  private record Compiling(AggregateCall call, RelDataType input, ExpressionCompiler expressions) {

    Aggregation function() {
      SqlAggFunction function = call.getAggregation();
      return switch (function.getKind()) {
        case COUNT ->
            call.isApproximate() || function.getName().equals("APPROX_COUNT_DISTINCT")
                ? AggregateFunctions.distinctEstimate(columns(call))
                : AggregateFunctions.count(columns(call));
        case REGR_COUNT -> AggregateFunctions.count(columns(call));
        case SUM -> AggregateFunctions.sum(argument(0), isExact(), numberForm());
        case SUM0 -> AggregateFunctions.sumOrZero(argument(0), isExact(), numberForm());
        case AVG -> AggregateFunctions.average(argument(0), isExact(), numberForm());
        case MIN -> AggregateFunctions.min(argument(0));
        case MAX -> AggregateFunctions.max(argument(0));
        case ARG_MIN -> AggregateFunctions.argMin(argument(0), argument(1));
        case ARG_MAX -> AggregateFunctions.argMax(argument(0), argument(1));
        case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
            AggregateFunctions.spread(
                Spread.valueOf(function.getKind().name()), argument(0), isExact(), numberForm());
        case COVAR_POP, COVAR_SAMP, REGR_SXX, REGR_SYY ->
            AggregateFunctions.spread(
                Spread.valueOf(function.getKind().name()),
                argument(0),
                argument(1),
                isExact(),
                numberForm());
        case BIT_AND -> AggregateFunctions.bits(Bits.AND, argument(0));
        case BIT_OR -> AggregateFunctions.bits(Bits.OR, argument(0));
        case BIT_XOR -> AggregateFunctions.bits(Bits.XOR, argument(0));
        default -> other(function);
      };
    }

    private Aggregation other(SqlAggFunction function) {
      return switch (function.getKind()) {
        case ANY_VALUE -> AggregateFunctions.anyValue(argument(0));
        case SINGLE_VALUE -> AggregateFunctions.singleValue(argument(0));
        case LITERAL_AGG -> literal(call.rexList.get(0));
        case MODE -> AggregateFunctions.mode(argument(0));
        case LISTAGG, GROUP_CONCAT ->
            AggregateFunctions.textList(
                argument(0), call.getArgList().size() > 1 ? argument(1) : -1);
        case ARRAY_AGG, COLLECT ->
            AggregateFunctions.array(argument(0), call.ignoreNulls(), call.getType().isNullable());
        case ARRAY_CONCAT_AGG ->
            AggregateFunctions.concatenation(argument(0), call.getType().isNullable());
        case JSON_ARRAYAGG ->
            AggregateFunctions.jsonArray(
                argument(0),
                isAbsent(((SqlJsonArrayAggAggFunction) function).getNullClause()),
                json(argument(0)));
        case JSON_OBJECTAGG ->
            AggregateFunctions.jsonObject(
                argument(0),
                argument(1),
                isAbsent(((SqlJsonObjectAggAggFunction) function).getNullClause()),
                json(argument(1)));
        case COUNTIF -> Qualified.filtered(AggregateFunctions.count(), argument(0));
        default -> {
          if (function.equals(OnlyValue.FIRST_TWO)) {
            yield AggregateFunctions.firstTwo(argument(0));
          }
          if (function.equals(OwnAggregates.INTERVAL_SUM)) {
            yield AggregateFunctions.sumOfIntervals(argument(0));
          }
          if (function.equals(OwnAggregates.INTERVAL_AVG)) {
            yield AggregateFunctions.averageOfIntervals(argument(0));
          }
          if (isPercentile(call)) {
            yield percentile(function.equals(OwnAggregates.PERCENTILE_CONT));
          }
          if (OwnAggregates.isRegression(function)) {
            yield AggregateFunctions.regression(
                Regression.valueOf(function.getName()), argument(0), argument(1));
          }
          throw Unsupported.feature("the aggregate function " + function.getName());
        }
      };
    }

    private Aggregation literal(RexNode node) {
      if (!(node instanceof RexLiteral)) {
        throw Unsupported.feature("an aggregate of " + node);
      }
      var constant = expressions.compile(node);
      return (execution, memory) ->
          AggregateFunctions.constant(constant.value(new @Nullable Object[0], execution))
              .start(execution, memory);
    }

    private Aggregation percentile(boolean isContinuous) {
      var collations = call.getCollation().getFieldCollations();
      if (collations.size() != 1) {
        throw Unsupported.feature(call.getAggregation().getName() + " without WITHIN GROUP");
      }
      return AggregateFunctions.percentile(
          argument(1), Orders.column(collations.get(0)), isContinuous, form(call.getType()));
    }

    private JsonForm json(int column) {
      Conversion text = JsonMaking.text(input.getFieldList().get(column).getType());
      return (value, execution) -> (String) text.convert(value, execution);
    }

    private static boolean isAbsent(SqlJsonConstructorNullClause clause) {
      return clause == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
    }

    private int argument(int index) {
      List<Integer> arguments = call.getArgList();
      if (index >= arguments.size()) {
        throw Unsupported.feature(
            call.getAggregation().getName() + " with " + arguments.size() + " arguments");
      }
      return arguments.get(index);
    }

    private boolean isExact() {
      return call.getArgList().stream()
          .allMatch(
              argument -> SqlTypeUtil.isExactNumeric(input.getFieldList().get(argument).getType()));
    }

    private NumberForm numberForm() {
      NumberForm form = form(call.getType());
      if (form == null) {
        throw Unsupported.feature(
            call.getAggregation().getName() + " of " + call.getType().getSqlTypeName());
      }
      return form;
    }
  }
}
