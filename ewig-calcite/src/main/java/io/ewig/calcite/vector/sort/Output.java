package io.ewig.calcite.vector.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.term.NeededRow;
import org.jspecify.annotations.Nullable;

/** A column of the rows that are made; immutable, any thread. */
public sealed interface Output {

  Reading start(Execution execution);

  /** One execution's; one thread. */
  @FunctionalInterface
  interface Reading {
    @Nullable Object of(Batch batch, int row);
  }

  /** A column of the source. */
  record Plain(int column) implements Output {

    @Override
    public Reading start(Execution execution) {
      return (batch, row) -> batch.value(column, row);
    }
  }

  /** What is computed. */
  final class Computed implements Output {
    private final int[] needs;
    private final Expression expression;

    /**
     * @param needs the columns that it is about
     */
    public Computed(int[] needs, Expression expression) {
      this.needs = needs.clone();
      this.expression = expression;
    }

    @Override
    public Reading start(Execution execution) {
      NeededRow needed = new NeededRow(needs);
      return (batch, row) -> expression.value(needed.of(batch, row), execution);
    }
  }
}
