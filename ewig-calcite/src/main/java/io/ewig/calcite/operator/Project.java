package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each row the values of some expressions. */
public final class Project implements Operator {

  private final Operator input;
  private final Expression[] expressions;
  private final String text;

  /**
   * @param text the expressions, for EXPLAIN
   */
  public Project(Operator input, List<Expression> expressions, String text) {
    this.input = input;
    this.expressions = expressions.toArray(new Expression[0]);
    this.text = text;
  }

  @Override
  public Rows open(Execution execution) {
    return new Projecting(input.open(execution), expressions, execution);
  }

  @Override
  public String describe() {
    return "project: " + text;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private static final class Projecting implements Rows {

    private final Rows input;
    private final Expression[] expressions;
    private final Execution execution;

    Projecting(Rows input, Expression[] expressions, Execution execution) {
      this.input = input;
      this.expressions = expressions;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      @Nullable Object[] row = input.next();
      if (row == null) {
        return null;
      }
      execution.tick();
      @Nullable Object[] result = new @Nullable Object[expressions.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = expressions[i].value(row, execution);
      }
      return result;
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
