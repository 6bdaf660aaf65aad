package io.ewig.calcite.expression.collection;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Values;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.type.TypeMapping;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/** x = SOME (array), x < ALL (array) and their like. */
final class Quantifiers {

  private Quantifiers() {}

  static Condition compile(Call call) {
    SqlQuantifyOperator operator = (SqlQuantifyOperator) call.operator();
    boolean isAll = operator.kind == SqlKind.ALL;
    if (call.typeOf(1).getComponentType() == null) {
      throw Fault.unsupported(operator + " takes an array or a query");
    }
    RelDataType type = TypeMapping.component(call.typeOf(1));
    Comparator<Object> order = Values.order(type);
    Expression left = Casts.cast(call.argument(0), call.typeOf(0), type);
    Expression right = call.argument(1);
    SqlKind comparison = operator.comparisonKind;
    return (row, execution) -> {
      Object value = left.value(row, execution);
      Object list = right.value(row, execution);
      if (list == null) {
        return Condition.UNKNOWN;
      }
      int truth = isAll ? Condition.TRUE : Condition.FALSE;
      for (Object each : (List<?>) list) {
        int one =
            value == null || each == null
                ? Condition.UNKNOWN
                : Condition.of(holds(comparison, order.compare(value, each)));
        truth = isAll ? Math.min(truth, one) : Math.max(truth, one);
      }
      return truth;
    };
  }

  private static boolean holds(SqlKind comparison, int order) {
    return switch (comparison) {
      case EQUALS -> order == 0;
      case NOT_EQUALS -> order != 0;
      case LESS_THAN -> order < 0;
      case LESS_THAN_OR_EQUAL -> order <= 0;
      case GREATER_THAN -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order >= 0;
      default -> throw new IllegalStateException(comparison + " compares nothing");
    };
  }
}
