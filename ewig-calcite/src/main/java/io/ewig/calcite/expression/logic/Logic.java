package io.ewig.calcite.expression.logic;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import java.util.List;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

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
    return terms.length == 2 ? new Both(terms[0], terms[1]) : new All(List.of(terms));
  }

  /**
   * Where only what is true counts, as in WHERE, nothing is asked behind a term that is not:
   * neither false nor unknown.
   */
  private record Both(Condition first, Condition second) implements Condition {

    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      int truth = first.truth(row, execution);
      return truth == FALSE ? truth : Math.min(truth, second.truth(row, execution));
    }

    @Override
    public boolean holds(@Nullable Object[] row, Execution execution) {
      return first.holds(row, execution) && second.holds(row, execution);
    }
  }

  /** The same of any number of terms. */
  private record All(List<Condition> terms) implements Condition {

    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      int truth = TRUE;
      for (int i = 0; i < terms.size() && truth != FALSE; i++) {
        truth = Math.min(truth, terms.get(i).truth(row, execution));
      }
      return truth;
    }

    @Override
    public boolean holds(@Nullable Object[] row, Execution execution) {
      for (int i = 0; i < terms.size(); i++) {
        if (!terms.get(i).holds(row, execution)) {
          return false;
        }
      }
      return true;
    }
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
    if (truth == Condition.TRUE) {
      return (row, execution) -> Condition.of(input.holds(row, execution) == expected);
    }
    return (row, execution) -> Condition.of((input.truth(row, execution) == truth) == expected);
  }
}
