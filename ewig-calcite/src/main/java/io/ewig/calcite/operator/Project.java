package io.ewig.calcite.operator;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each row the values of some expressions. */
public final class Project implements Operator {

  private final Operator input;
  private final Expression[] expressions;
  private final int[] needs;
  private final String text;

  /**
   * @param needs which columns of the input have to be there to compute what is no {@link Column}
   * @param text the expressions, for EXPLAIN
   */
  public Project(Operator input, List<Expression> expressions, int[] needs, String text) {
    this.input = input;
    this.expressions = expressions.toArray(new Expression[0]);
    this.needs = needs;
    this.text = text;
  }

  @Override
  public Rows open(Execution execution) {
    Rows rows = input.open(execution);
    return rows instanceof ColumnRows columns
        ? new ProjectedColumns(columns, expressions, needs, execution)
        : new Projecting(rows, expressions, execution);
  }

  @Override
  public String describe() {
    return "project: " + text;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  static @Nullable Object[] values(
      Expression[] expressions, @Nullable Object[] row, Execution execution) {
    @Nullable Object[] values = new @Nullable Object[expressions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = expressions[i].value(row, execution);
    }
    return values;
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
      return values(expressions, row, execution);
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
