package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one input after those of another; an input is opened when it is its turn. */
public final class UnionAll implements Operator {

  private final List<Operator> inputs;

  public UnionAll(List<Operator> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public Rows open(Execution execution) {
    return new Chain(inputs, execution);
  }

  @Override
  public String describe() {
    return "union all";
  }

  @Override
  public List<Operator> inputs() {
    return inputs;
  }

  private static final class Chain implements Rows {

    private final List<Operator> inputs;
    private final Execution execution;
    private int at;
    private @Nullable Rows current;

    Chain(List<Operator> inputs, Execution execution) {
      this.inputs = inputs;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      while (true) {
        execution.tick();
        if (current == null) {
          if (at == inputs.size()) {
            return null;
          }
          current = inputs.get(at++).open(execution);
        }
        @Nullable Object[] row = current.next();
        if (row != null) {
          return row;
        }
        current.close();
        current = null;
      }
    }

    @Override
    public void close() {
      at = inputs.size();
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}
