package io.ewig.calcite.expression.logic;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Values;
import io.ewig.calcite.expression.cast.Casts;
import java.util.Comparator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** CASE, COALESCE, NULLIF, GREATEST and LEAST. */
public final class Choices {

  private Choices() {}

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.CASE, Choices::choose);
    functions.add(SqlStdOperatorTable.COALESCE, Choices::coalesce);
    functions.add(SqlStdOperatorTable.NULLIF, Choices::nullIf);
    functions.add(SqlLibraryOperators.GREATEST_PG, call -> extreme(call, 1));
    functions.add(SqlLibraryOperators.LEAST_PG, call -> extreme(call, -1));
  }

  /** Brought to the type of the result, which the planner does not always do. */
  private static Expression result(Call call, int index) {
    return Casts.cast(call, index, call.type());
  }

  private static Expression choose(Call call) {
    int count = call.size() / 2;
    Condition[] conditions = new Condition[count];
    Expression[] results = new Expression[count];
    for (int i = 0; i < count; i++) {
      conditions[i] = Condition.of(call.argument(2 * i));
      results[i] = result(call, 2 * i + 1);
    }
    Expression otherwise = result(call, call.size() - 1);
    return (row, execution) -> {
      for (int i = 0; i < count; i++) {
        if (conditions[i].holds(row, execution)) {
          return results[i].value(row, execution);
        }
      }
      return otherwise.value(row, execution);
    };
  }

  private static Expression[] results(Call call) {
    Expression[] results = new Expression[call.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = result(call, i);
    }
    return results;
  }

  private static Expression coalesce(Call call) {
    Expression[] results = results(call);
    return (row, execution) -> {
      for (Expression result : results) {
        Object value = result.value(row, execution);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }

  private static Expression nullIf(Call call) {
    Expression result = result(call, 0);
    Condition equal = Comparisons.equal(call);
    return (row, execution) -> equal.holds(row, execution) ? null : result.value(row, execution);
  }

  /** Nulls do not count, as in PostgreSQL. */
  private static Expression extreme(Call call, int sign) {
    Expression[] results = results(call);
    Comparator<Object> order = Values.order(call.type());
    return (row, execution) -> {
      Object best = null;
      for (Expression result : results) {
        Object value = result.value(row, execution);
        if (best == null || (value != null && sign * order.compare(value, best) > 0)) {
          best = value;
        }
      }
      return best;
    };
  }
}
