package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import org.jspecify.annotations.Nullable;

/** An expression that is true, false or unknown; the numbers are such that AND is the least. */
public interface Condition extends Expression {

  int FALSE = -1;
  int UNKNOWN = 0;
  int TRUE = 1;

  int truth(@Nullable Object[] row, Execution execution);

  default boolean holds(@Nullable Object[] row, Execution execution) {
    return truth(row, execution) == TRUE;
  }

  @Override
  default @Nullable Object value(@Nullable Object[] row, Execution execution) {
    int truth = truth(row, execution);
    return truth == UNKNOWN ? null : (Object) (truth == TRUE);
  }

  static int of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  static int of(@Nullable Object value) {
    return value == null ? UNKNOWN : of(((Boolean) value).booleanValue());
  }

  /** The same expression, if it is of type BOOLEAN. */
  static Condition of(Expression expression) {
    return expression instanceof Condition condition
        ? condition
        : (row, execution) -> of(expression.value(row, execution));
  }
}
