package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that stand in the statement. */
public final class Values implements Operator {

  private static final @Nullable Object[] NO_ROW = {};

  private final List<List<Expression>> rows;

  public Values(List<List<Expression>> rows) {
    this.rows = List.copyOf(rows);
  }

  @Override
  public Rows open(Execution execution) {
    return new Computing(rows, execution);
  }

  @Override
  public String describe() {
    return "values: " + rows.size() + (rows.size() == 1 ? " row" : " rows");
  }

  @Override
  public List<Operator> inputs() {
    return List.of();
  }

  private static final class Computing implements Rows {

    private final List<List<Expression>> rows;
    private final Execution execution;
    private int at;

    Computing(List<List<Expression>> rows, Execution execution) {
      this.rows = rows;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      execution.tick();
      if (at >= rows.size()) {
        return null;
      }
      List<Expression> expressions = rows.get(at++);
      @Nullable Object[] row = new @Nullable Object[expressions.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = expressions.get(i).value(NO_ROW, execution);
      }
      return row;
    }

    @Override
    public void close() {
      at = rows.size();
    }
  }
}
