package io.ewig.calcite.vector.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.term.LongTable;
import io.ewig.calcite.vector.term.LongTerm;

/**
 * Whole numbers, days or instants.
 *
 * @param kept of the side that is kept
 * @param sought of the other
 */
public record LongJoinKey(LongTerm kept, LongTerm sought, boolean isNullEqual) implements JoinKey {

  @Override
  public Index start(Execution execution) {
    return new Numbers(execution);
  }

  /** Null has number 0, values have theirs behind it. */
  private final class Numbers implements Index {
    private final LongTerm.Longs longs;
    private final LongTable table = new LongTable();
    private final int[] numbers = new int[Batch.ROWS_MAX];

    Numbers(Execution execution) {
      this.longs = kept.start(execution);
    }

    @Override
    public int[] add(Batch batch, Selection selection) {
      LongVector vector = longs.of(batch, selection);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        boolean isNull = vector.mayHaveNulls() && vector.nulls()[row];
        numbers[row] = isNull ? ofNull() : 1 + table.number(vector.values()[row]);
      }
      return numbers;
    }

    @Override
    public Finding find(Execution execution) {
      LongTerm.Longs others = sought.start(execution);
      int[] found = new int[Batch.ROWS_MAX];
      return (batch, selection) -> {
        find(others.of(batch, selection), selection, found);
        return found;
      };
    }

    private void find(LongVector vector, Selection selection, int[] to) {
      long[] values = vector.values();
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        if (vector.mayHaveNulls() && vector.nulls()[row]) {
          to[row] = ofNull();
          continue;
        }
        int number = table.find(values[row]);
        to[row] = number < 0 ? NONE : 1 + number;
      }
    }

    private int ofNull() {
      return isNullEqual ? 0 : NONE;
    }

    @Override
    public long bytes() {
      return table.bytes();
    }
  }
}
