package io.ewig.engine.check.language;

import java.util.List;

/** AND, OR and NOT over TRUE, FALSE and UNKNOWN, which is null here. */
final class Logic {

  private Logic() {}

  static Expression and(int at, List<Expression> conditions) {
    return decidedBy(false, at, conditions);
  }

  static Expression or(int at, List<Expression> conditions) {
    return decidedBy(true, at, conditions);
  }

  /** One condition of that value decides; else a null does; else it is the other value. */
  private static Expression decidedBy(boolean decisive, int at, List<Expression> conditions) {
    Expression[] all = conditions.toArray(Expression[]::new);
    return Expression.computed(
        Sort.BOOLEAN,
        at,
        row -> {
          boolean unknown = false;
          for (Expression condition : all) {
            Object value = condition.value(row);
            if (value == null) {
              unknown = true;
            } else if ((Boolean) value == decisive) {
              return decisive;
            }
          }
          return unknown ? null : !decisive;
        });
  }

  static Expression not(int at, Expression condition) {
    return Expression.computed(
        Sort.BOOLEAN,
        at,
        row -> {
          Object value = condition.value(row);
          return value == null ? null : !(Boolean) value;
        });
  }

  static Expression isNull(int at, Expression expression) {
    return Expression.computed(Sort.BOOLEAN, at, row -> expression.value(row) == null);
  }

  /** IS TRUE, IS FALSE: never unknown. */
  static Expression is(int at, Expression condition, boolean wanted) {
    return Expression.computed(
        Sort.BOOLEAN,
        at,
        row -> {
          Object value = condition.value(row);
          return value != null && (Boolean) value == wanted;
        });
  }
}
