package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.Stretches;
import org.jspecify.annotations.Nullable;

/** Numbers or instants as keys. */
public record LongKey(LongTerm term) implements KeyTerm {

  @Override
  public Numbering start(Execution execution) {
    return new Numbers(term.start(execution), term.form());
  }

  /** Null has a number of its own, which is given out when the first null comes. */
  private static final class Numbers implements Numbering {
    private final LongTerm.Longs longs;
    private final LongTerm.Form form;
    private final LongTable table = new LongTable();
    private final int[] numbers = new int[Batch.ROWS_MAX];
    private final Stretches stretches = new Stretches();
    private int ofNull = -1;

    Numbers(LongTerm.Longs longs, LongTerm.Form form) {
      this.longs = longs;
      this.form = form;
    }

    @Override
    public int[] of(Batch batch, Selection selection) {
      stretches.clear();
      if (stretch(batch, selection, stretches)) {
        stretches.spread(selection, numbers);
        return numbers;
      }
      LongVector vector = longs.of(batch, selection);
      long[] values = vector.values();
      int[] rows = selection.rows();
      long before = 0;
      int number = -1;
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        if (vector.mayHaveNulls() && vector.nulls()[row]) {
          numbers[row] = numberOfNull();
          continue;
        }
        long value = values[row];
        if (number < 0 || value != before) {
          number = shifted(table.number(value));
          before = value;
        }
        numbers[row] = number;
      }
      return numbers;
    }

    @Override
    public boolean stretch(Batch batch, Selection selection, Stretches into) {
      if (!longs.stretch(batch, selection, into)) {
        return false;
      }
      for (int i = 0; i < into.count(); i++) {
        into.renumber(i, shifted(table.number(into.number(i))));
      }
      return true;
    }

    @Override
    public int[] take(Numbering other) {
      Numbers those = (Numbers) other;
      int[] own = new int[those.count()];
      for (int i = 0; i < own.length; i++) {
        own[i] =
            i == those.ofNull
                ? numberOfNull()
                : shifted(table.number(those.table.value(those.unshifted(i))));
      }
      return own;
    }

    private int numberOfNull() {
      if (ofNull < 0) {
        ofNull = table.count();
      }
      return ofNull;
    }

    private int shifted(int number) {
      return ofNull >= 0 && number >= ofNull ? number + 1 : number;
    }

    /** Where a number's value is in the table. */
    private int unshifted(int number) {
      return ofNull >= 0 && number > ofNull ? number - 1 : number;
    }

    @Override
    public int count() {
      return table.count() + (ofNull < 0 ? 0 : 1);
    }

    @Override
    public @Nullable Object value(int number) {
      if (number == ofNull) {
        return null;
      }
      return form.value(table.value(unshifted(number)));
    }

    @Override
    public long bytes() {
      return table.bytes();
    }
  }
}
