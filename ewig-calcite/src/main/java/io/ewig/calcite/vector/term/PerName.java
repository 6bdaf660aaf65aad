package io.ewig.calcite.vector.term;

import io.ewig.calcite.vector.Batch;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number that is found out about a name or another coded value, once for each as long as codes
 * stand for the same; one thread.
 */
public final class PerName {

  private final int column;
  private final ToIntFunction<@Nullable Object[]> finding;
  private final @Nullable Object[] row;
  private int[] found = {}; // of a code, plus 1; 0 where it has not come yet
  private Batch.@Nullable Coded values;

  /**
   * @param finding of a row in which only that column is there; not negative
   */
  public PerName(int column, ToIntFunction<@Nullable Object[]> finding) {
    this.column = column;
    this.finding = finding;
    this.row = new @Nullable Object[column + 1];
  }

  /** Gives out the numbers of the names of rows, in the places of the rows. */
  public void read(Batch batch, int[] rows, int count, int[] to) {
    Batch.Coded now = batch.coded(column);
    int[] known = known(now);
    int[] codes = batch.codes(column);
    for (int i = 0; i < count; i++) {
      int at = rows[i];
      int code = codes[at];
      if (known[code] == 0) {
        row[column] = now.value(code);
        known[code] = finding.applyAsInt(row) + 1;
      }
      to[at] = known[code] - 1;
    }
  }

  private int[] known(Batch.Coded now) {
    if (now != values) {
      values = now;
      found = new int[2 * now.size()];
    } else if (found.length < now.size()) {
      found = Arrays.copyOf(found, 2 * now.size());
    }
    return found;
  }
}
