package io.ewig.calcite.expression.logic;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import java.util.Comparator;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** =, <>, <, <=, >, >= and IS [NOT] DISTINCT FROM, on all types that have an order. */
public final class Comparisons {

  private Comparisons() {}

  public static void addTo(Functions functions) {
    add(functions, SqlStdOperatorTable.EQUALS, Relation.EQUAL);
    add(functions, SqlStdOperatorTable.NOT_EQUALS, Relation.UNEQUAL);
    add(functions, SqlStdOperatorTable.LESS_THAN, Relation.LESS);
    add(functions, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, Relation.AT_MOST);
    add(functions, SqlStdOperatorTable.GREATER_THAN, Relation.GREATER);
    add(functions, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, Relation.AT_LEAST);
    functions.add(SqlStdOperatorTable.IS_DISTINCT_FROM, call -> distinct(call, true));
    functions.add(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, call -> distinct(call, false));
    functions.add(SqlStdOperatorTable.IS_DIFFERENT_FROM, call -> distinct(call, true));
  }

  private static void add(Functions functions, SqlOperator operator, Relation relation) {
    functions.add(operator, call -> compare(call, relation));
  }

  /** Whether the first two arguments are equal. */
  static Condition equal(Call call) {
    return compare(call, Relation.EQUAL);
  }

  private static boolean isNull(Call call, int index) {
    return call.kindOf(index) == SqlTypeName.NULL;
  }

  private static Operands operands(Call call) {
    return Operands.of(operand(call, 0), operand(call, 1));
  }

  private static Operands.Operand operand(Call call, int index) {
    return new Operands.Operand(call.argument(index), call.typeOf(index), call.isLiteral(index));
  }

  private static Condition compare(Call call, Relation relation) {
    if (isNull(call, 0) || isNull(call, 1)) {
      return (row, execution) -> Condition.UNKNOWN;
    }
    Operands operands = operands(call);
    Expression left = operands.left();
    Expression right = operands.right();
    if (operands.areIntegers()) {
      return left instanceof Column column
              && right instanceof Constant constant
              && constant.value() != null
          ? new IntegerAndConstant(
              column.index(), ((Number) constant.value()).longValue(), relation)
          : new Integers(left, right, relation);
    }
    if (relation.isEquality() && operands.areEqualByClass()) {
      return new Same(left, right, relation);
    }
    return new Ordered(left, right, operands.order(), relation);
  }

  private static Condition distinct(Call call, boolean expected) {
    Expression left = call.argument(0);
    Expression right = call.argument(1);
    if (isNull(call, 0) || isNull(call, 1)) {
      return (row, execution) ->
          Condition.of(
              (left.value(row, execution) != null || right.value(row, execution) != null)
                  == expected);
    }
    Operands operands = operands(call);
    return new Distinct(operands.left(), operands.right(), operands.order(), expected);
  }

  /** The commonest of all: an integer column against a constant. */
  private record IntegerAndConstant(int column, long constant, Relation relation)
      implements Condition {
    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object value = row[column];
      return value == null
          ? UNKNOWN
          : relation.truth(Long.compare(((Number) value).longValue(), constant));
    }
  }

  private record Integers(Expression left, Expression right, Relation relation)
      implements Condition {
    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object a = left.value(row, execution);
      Object b = right.value(row, execution);
      return a == null || b == null
          ? UNKNOWN
          : relation.truth(Long.compare(((Number) a).longValue(), ((Number) b).longValue()));
    }
  }

  private record Same(Expression left, Expression right, Relation relation) implements Condition {
    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object a = left.value(row, execution);
      Object b = right.value(row, execution);
      return a == null || b == null ? UNKNOWN : relation.truth(a.equals(b) ? 0 : 1);
    }
  }

  private record Ordered(
      Expression left, Expression right, Comparator<Object> order, Relation relation)
      implements Condition {
    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object a = left.value(row, execution);
      Object b = right.value(row, execution);
      return a == null || b == null ? UNKNOWN : relation.truth(order.compare(a, b));
    }
  }

  private record Distinct(
      Expression left, Expression right, Comparator<Object> order, boolean expected)
      implements Condition {
    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object a = left.value(row, execution);
      Object b = right.value(row, execution);
      boolean differ = a == null || b == null ? a != b : order.compare(a, b) != 0;
      return Condition.of(differ == expected);
    }
  }
}
