package io.ewig.calcite.operator;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.column.TextVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** For each row of columns the values of some expressions: columns stay columns. One thread. */
final class ProjectedColumns implements ColumnRows {

  private static final int COMPUTED = -1;

  private final ColumnRows input;
  private final Expression[] expressions;
  private final int[] needs;
  private final Execution execution;
  private final int[] sources; // the column that an expression is, or COMPUTED
  private final @Nullable Object[] needed; // a row of the input, as far as it is needed
  private final @Nullable Object[] values;
  private final boolean isComputed;

  ProjectedColumns(ColumnRows input, Expression[] expressions, int[] needs, Execution execution) {
    this.input = input;
    this.expressions = expressions;
    this.needs = needs;
    this.execution = execution;
    this.sources =
        Arrays.stream(expressions)
            .mapToInt(each -> each instanceof Column column ? column.index() : COMPUTED)
            .toArray();
    this.needed = new @Nullable Object[Arrays.stream(needs).max().orElse(-1) + 1];
    this.values = new @Nullable Object[expressions.length];
    this.isComputed = Arrays.stream(sources).anyMatch(source -> source == COMPUTED);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    @Nullable Object[] row = input.next();
    if (row == null) {
      return null;
    }
    execution.tick();
    return Project.values(expressions, row, execution);
  }

  @Override
  public boolean advance() {
    if (!input.advance()) {
      return false;
    }
    execution.tick();
    if (isComputed) {
      compute();
    }
    return true;
  }

  private void compute() {
    for (int column : needs) {
      needed[column] = input.value(column);
    }
    for (int i = 0; i < values.length; i++) {
      if (sources[i] == COMPUTED) {
        values[i] = expressions[i].value(needed, execution);
      }
    }
  }

  @Override
  public Form form(int column) {
    return sources[column] == COMPUTED ? Form.VALUE : input.form(sources[column]);
  }

  @Override
  public boolean isNull(int column) {
    return input.isNull(sources[column]);
  }

  @Override
  public long number(int column) {
    return input.number(sources[column]);
  }

  @Override
  public TextVector texts(int column) {
    return input.texts(sources[column]);
  }

  @Override
  public int at() {
    return input.at();
  }

  @Override
  public @Nullable Object value(int column) {
    return sources[column] == COMPUTED ? values[column] : input.value(sources[column]);
  }

  @Override
  public void close() {
    input.close();
  }
}
