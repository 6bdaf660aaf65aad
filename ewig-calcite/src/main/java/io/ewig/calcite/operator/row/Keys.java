package io.ewig.calcite.operator.row;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes keys of rows: from which columns, by which rules. */
public final class Keys {

  private final int[] columns;
  private final KeyRule[] rules;

  public Keys(int[] columns, KeyRule[] rules) {
    this.columns = columns.clone();
    this.rules = rules.clone();
  }

  /** Columns whose values are compared with each other only. */
  public static Keys of(int... columns) {
    KeyRule[] rules = new KeyRule[columns.length];
    Arrays.fill(rules, KeyRule.SAME);
    return new Keys(columns, rules);
  }

  /** All columns of rows. */
  public static Keys ofAll(int width) {
    return of(IntStream.range(0, width).toArray());
  }

  public int size() {
    return columns.length;
  }

  public int column(int index) {
    return columns[index];
  }

  public Key of(@Nullable Object[] row) {
    if (columns.length == 0) {
      return Key.EMPTY;
    }
    @Nullable Object[] values = new @Nullable Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      Object value = row[columns[i]];
      values[i] = value == null ? null : rules[i].normal(value);
    }
    return new Key(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(columns);
  }
}
