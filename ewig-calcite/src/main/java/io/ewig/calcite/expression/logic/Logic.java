package io.ewig.calcite.expression.logic;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** AND, OR, NOT and the tests IS [NOT] NULL, TRUE, FALSE, UNKNOWN. */
public final class Logic {

  private Logic() {}

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.AND, call -> and(conditions(call)));
    functions.add(SqlStdOperatorTable.OR, call -> or(conditions(call)));
    functions.add(SqlStdOperatorTable.NOT, call -> not(Condition.of(call.argument(0))));
    functions.add(SqlStdOperatorTable.IS_NULL, call -> isNull(call.argument(0), true));
    functions.add(SqlStdOperatorTable.IS_UNKNOWN, call -> isNull(call.argument(0), true));
    functions.add(SqlStdOperatorTable.IS_NOT_NULL, call -> isNull(call.argument(0), false));
    functions.add(SqlStdOperatorTable.IS_NOT_UNKNOWN, call -> isNull(call.argument(0), false));
    functions.add(SqlStdOperatorTable.IS_TRUE, call -> is(call, Condition.TRUE, true));
    functions.add(SqlStdOperatorTable.IS_NOT_TRUE, call -> is(call, Condition.TRUE, false));
    functions.add(SqlStdOperatorTable.IS_FALSE, call -> is(call, Condition.FALSE, true));
    functions.add(SqlStdOperatorTable.IS_NOT_FALSE, call -> is(call, Condition.FALSE, false));
  }

  private static Condition[] conditions(Call call) {
    return call.arguments().stream().map(Condition::of).toArray(Condition[]::new);
  }

  /** All of them. */
  public static Condition and(Condition... terms) {
    if (terms.length == 2) {
      return both(terms[0], terms[1]);
    }
    return (row, execution) -> {
      int truth = Condition.TRUE;
      for (Condition term : terms) {
        truth = Math.min(truth, term.truth(row, execution));
        if (truth == Condition.FALSE) {
          break;
        }
      }
      return truth;
    };
  }

  private static Condition both(Condition first, Condition second) {
    return (row, execution) -> {
      int truth = first.truth(row, execution);
      return truth == Condition.FALSE ? truth : Math.min(truth, second.truth(row, execution));
    };
  }

  /** One of them. */
  public static Condition or(Condition... terms) {
    return (row, execution) -> {
      int truth = Condition.FALSE;
      for (Condition term : terms) {
        truth = Math.max(truth, term.truth(row, execution));
        if (truth == Condition.TRUE) {
          break;
        }
      }
      return truth;
    };
  }

  public static Condition not(Condition term) {
    return (row, execution) -> -term.truth(row, execution);
  }

  private static Condition isNull(Expression input, boolean expected) {
    return (row, execution) -> Condition.of((input.value(row, execution) == null) == expected);
  }

  private static Condition is(Call call, int truth, boolean expected) {
    Condition input = Condition.of(call.argument(0));
    return (row, execution) -> Condition.of((input.truth(row, execution) == truth) == expected);
  }
}
