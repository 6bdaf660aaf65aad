package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table function; its arguments are computed when it is opened. */
public final class FunctionCall implements Operator {

  /** A function that gives rows. Any thread. */
  public interface Function {

    Rows open(@Nullable Object[] arguments, Execution execution);

    /** For EXPLAIN. */
    String describe();
  }

  private static final @Nullable Object[] NO_ROW = {};

  private final Function function;
  private final List<Expression> arguments;

  public FunctionCall(Function function, List<Expression> arguments) {
    this.function = function;
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public Rows open(Execution execution) {
    @Nullable Object[] values = new @Nullable Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).value(NO_ROW, execution);
    }
    return function.open(values, execution);
  }

  @Override
  public String describe() {
    return "table function: " + function.describe();
  }

  @Override
  public List<Operator> inputs() {
    return List.of();
  }
}
