package io.ewig.calcite.operator.spill;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row that goes to disk with a number, as its last value.
 *
 * @param number such as that of the input it came from
 */
public record NumberedRow(@Nullable Object[] row, int number) {

  /** The row that was put to disk. */
  public static NumberedRow of(@Nullable Object[] onDisk) {
    int width = onDisk.length - 1;
    Integer number = (Integer) onDisk[width];
    return new NumberedRow(Arrays.copyOf(onDisk, width), number == null ? 0 : number);
  }

  /** What to put to disk. */
  public @Nullable Object[] onDisk() {
    @Nullable Object[] all = Arrays.copyOf(row, row.length + 1);
    all[row.length] = number;
    return all;
  }
}
