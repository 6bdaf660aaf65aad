package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are there before a plan is run, such as those that a statement has written. */
public final class GivenRows implements Operator {

  private final int width;

  /**
   * @param width how many columns of each row are read
   */
  public GivenRows(int width) {
    this.width = width;
  }

  /** Says which they are in an execution; before it opens the plan that reads them. */
  public void give(List<@Nullable Object[]> rows, Execution execution) {
    execution.keep(this, rows);
  }

  @Override
  @SuppressWarnings("unchecked") // nobody else keeps anything under this key
  public Rows open(Execution execution) {
    if (execution.kept(this) instanceof List<?> rows) {
      return new Given(((List<@Nullable Object[]>) rows).iterator(), width, execution);
    }
    throw new IllegalStateException("nobody gave the rows");
  }

  @Override
  public String describe() {
    return "rows that were written";
  }

  @Override
  public List<Operator> inputs() {
    return List.of();
  }

  private record Given(Iterator<@Nullable Object[]> rows, int width, Execution execution)
      implements Rows {

    @Override
    public @Nullable Object @Nullable [] next() {
      execution.tick();
      if (!rows.hasNext()) {
        return null;
      }
      @Nullable Object[] row = rows.next();
      return row.length == width ? row : Arrays.copyOf(row, width);
    }

    @Override
    public void close() {}
  }
}
