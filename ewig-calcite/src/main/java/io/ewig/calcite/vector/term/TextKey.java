package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.column.TextVector;
import org.jspecify.annotations.Nullable;

/** A column of texts; of each distinct one a text is made only when it is asked for. */
public record TextKey(int column) implements KeyTerm {

  @Override
  public Numbering start(Execution execution) {
    return new Numbers(column);
  }

  private static final class Numbers implements Numbering {

    private final int column;
    private final BytesTable table = new BytesTable();
    private final int[] numbers = new int[Batch.ROWS_MAX];

    Numbers(int column) {
      this.column = column;
    }

    @Override
    public int[] of(Batch batch, Selection selection) {
      TextVector texts = batch.texts(column);
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        int row = rows[i];
        numbers[row] =
            texts.isNull(row)
                ? table.numberOfNull()
                : table.number(texts.bytes(), texts.from()[row], texts.to()[row]);
      }
      return numbers;
    }

    @Override
    public int[] take(Numbering other) {
      return table.take(((Numbers) other).table);
    }

    @Override
    public int count() {
      return table.count();
    }

    @Override
    public @Nullable Object value(int number) {
      return table.text(number);
    }

    @Override
    public long bytes() {
      return table.bytes();
    }
  }
}
