package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows for which a condition is true; unknown is not true. */
public final class Filter implements Operator {

  private final Operator input;
  private final Condition condition;
  private final String text;

  /**
   * @param text the condition, for EXPLAIN
   */
  public Filter(Operator input, Expression condition, String text) {
    this.input = input;
    this.condition = Condition.of(condition);
    this.text = text;
  }

  @Override
  public Rows open(Execution execution) {
    return new Filtering(input.open(execution), condition, execution);
  }

  @Override
  public String describe() {
    return "filter: " + text;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private record Filtering(Rows input, Condition condition, Execution execution) implements Rows {

    @Override
    public @Nullable Object @Nullable [] next() {
      for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
        execution.tick();
        if (condition.holds(row, execution)) {
          return row;
        }
      }
      return null;
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
