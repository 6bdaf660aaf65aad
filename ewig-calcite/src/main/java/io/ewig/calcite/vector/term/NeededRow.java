package io.ewig.calcite.vector.term;

import io.ewig.calcite.vector.Batch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of which only some columns are filled in; one thread. */
public final class NeededRow {

  private final int[] needs;
  private final @Nullable Object[] row;

  public NeededRow(int[] needs) {
    this.needs = needs;
    this.row = new @Nullable Object[Arrays.stream(needs).max().orElse(-1) + 1];
  }

  /** The same array each time. */
  public @Nullable Object[] of(Batch batch, int at) {
    for (int column : needs) {
      row[column] = batch.value(column, at);
    }
    return row;
  }
}
