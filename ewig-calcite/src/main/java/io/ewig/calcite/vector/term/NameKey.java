package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import java.util.Arrays;
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
    private final Execution execution;
    private final @Nullable Object[] name = new @Nullable Object[column + 1];
    private final int[] numbers = new int[Batch.ROWS_MAX];
    private int[] numberOf = {}; // a code, plus 1; 0 where it has not come yet
    private Batch.@Nullable Names names;

    Numbers(Execution execution) {
      this.execution = execution;
    }

    @Override
    public int[] of(Batch batch, Selection selection) {
      Batch.Names now = batch.names(column);
      if (now != names || numberOf.length < now.size()) {
        enter(now);
      }
      int[] known = numberOf;
      int[] codes = batch.codes(column);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        int code = codes[row];
        if (known[code] == 0) {
          known[code] = find(now, code) + 1;
        }
        numbers[row] = known[code] - 1;
      }
      return numbers;
    }

    private void enter(Batch.Names now) {
      numberOf = now == names ? Arrays.copyOf(numberOf, 2 * now.size()) : new int[2 * now.size()];
      names = now;
    }

    private int find(Batch.Names now, int code) {
      name[column] = now.get(code);
      return number(expression.value(name, execution));
    }
  }
}
