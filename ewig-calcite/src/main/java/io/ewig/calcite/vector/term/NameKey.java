package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A column of names, or what is computed from one: once for each name.
 *
 * @param expression of a row in which only that column is there
 */
public record NameKey(int column, Expression expression) implements KeyTerm {

  @Override
  public Numbering start(Execution execution) {
    return new Numbers(execution);
  }

  private final class Numbers extends ValueNumbers {
    private final PerName numberOf;
    private final int[] numbers = new int[Batch.ROWS_MAX];

    Numbers(Execution execution) {
      this.numberOf = new PerName(column, row -> numberOf(row, execution));
    }

    private int numberOf(@Nullable Object[] row, Execution execution) {
      execution.tick();
      return number(expression.value(row, execution));
    }

    @Override
    public int[] of(Batch batch, Selection selection) {
      numberOf.read(batch, selection.rows(), selection.count(), numbers);
      return numbers;
    }
  }
}
