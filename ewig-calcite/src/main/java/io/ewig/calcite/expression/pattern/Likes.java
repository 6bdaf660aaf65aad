package io.ewig.calcite.expression.pattern;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Readings;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** LIKE and ILIKE. */
public final class Likes {

  private Likes() {}

  public static void addTo(Functions functions) {
    add(functions, SqlStdOperatorTable.LIKE, false, false);
    add(functions, SqlStdOperatorTable.NOT_LIKE, false, true);
    add(functions, SqlLibraryOperators.ILIKE, true, false);
    add(functions, SqlLibraryOperators.NOT_ILIKE, true, true);
  }

  private static void add(
      Functions functions, SqlOperator operator, boolean ignoresCase, boolean negated) {
    functions.add(operator, call -> like(call, ignoresCase, negated));
  }

  private static Condition like(Call call, boolean ignoresCase, boolean negated) {
    Expression text = call.argument(0);
    Expression pattern = call.argument(1);
    Expression escape = call.size() > 2 ? call.argument(2) : new Constant("");
    if (call.kindOf(0) == SqlTypeName.NULL || call.kindOf(1) == SqlTypeName.NULL) {
      return (row, execution) -> Condition.UNKNOWN;
    }
    return new Like(
        text,
        new Readings<>(pattern, escape, (p, e) -> LikePattern.parse(p, e, ignoresCase)),
        negated);
  }

  private record Like(Expression text, Readings<LikePattern> patterns, boolean isNegated)
      implements Condition {
    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object value = text.value(row, execution);
      LikePattern pattern = patterns.of(row, execution);
      return value == null || pattern == null
          ? UNKNOWN
          : Condition.of(pattern.matches((String) value) != isNegated);
    }
  }
}
