package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row for each element of the arrays and maps in the columns of its input.
 *
 * <p>Several columns go side by side, the shorter ones filled with nulls. A null array has no
 * elements.
 */
public final class Unnest implements Operator {

  private final Operator input;
  private final int[] widths;
  private final boolean isNumbered;
  private final int width;

  /**
   * @param widths for each column of the input how many columns come of it: 2 for a map, the fields
   *     of its elements for an array of rows; 1 leaves elements whole
   * @param isNumbered whether the last column is the number of the element, from 1
   */
  public Unnest(Operator input, int[] widths, boolean isNumbered) {
    this.input = input;
    this.widths = widths.clone();
    this.isNumbered = isNumbered;
    int sum = isNumbered ? 1 : 0;
    for (int each : widths) {
      sum += Math.abs(each);
    }
    this.width = sum;
  }

  /** What stands in {@code widths} for an array whose elements are rows of one column. */
  public static final int ROW_OF_ONE = -1;

  @Override
  public Rows open(Execution execution) {
    return new Elements(this, input.open(execution), execution);
  }

  @Override
  public String describe() {
    return "unnest" + (isNumbered ? " with ordinality" : "");
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private static final class Elements implements Rows {

    private final Unnest unnest;
    private final Rows input;
    private final Execution execution;
    private List<Iterator<?>> elements = List.of();
    private int number;

    Elements(Unnest unnest, Rows input, Execution execution) {
      this.unnest = unnest;
      this.input = input;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      while (true) {
        execution.tick();
        if (elements.stream().anyMatch(Iterator::hasNext)) {
          return row();
        }
        @Nullable Object[] row = input.next();
        if (row == null) {
          return null;
        }
        number = 0;
        elements = new ArrayList<>(row.length);
        for (Object value : row) {
          elements.add(elements(value));
        }
      }
    }

    private static Iterator<?> elements(@Nullable Object value) {
      if (value instanceof List<?> list) {
        return list.iterator();
      }
      return value instanceof Map<?, ?> map ? map.entrySet().iterator() : List.of().iterator();
    }

    private @Nullable Object[] row() {
      @Nullable Object[] row = new @Nullable Object[unnest.width];
      int at = 0;
      for (int i = 0; i < unnest.widths.length; i++) {
        Iterator<?> iterator = elements.get(i);
        if (iterator.hasNext()) {
          put(iterator.next(), unnest.widths[i], row, at);
        }
        at += Math.abs(unnest.widths[i]);
      }
      number++;
      if (unnest.isNumbered) {
        row[at] = number;
      }
      return row;
    }

    private static void put(@Nullable Object element, int width, @Nullable Object[] row, int at) {
      if (element instanceof Map.Entry<?, ?> entry) {
        row[at] = entry.getKey();
        row[at + 1] = entry.getValue();
      } else if (width != 1 && element instanceof Object[] fields) {
        System.arraycopy(fields, 0, row, at, fields.length);
      } else {
        row[at] = element;
      }
    }

    @Override
    public void close() {
      elements = List.of();
      input.close();
    }
  }
}
