package io.ewig.calcite.operator;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** At most so many rows, after passing over so many; no more of the input is read than that. */
public final class Limit implements Operator {

  private final Operator input;
  private final @Nullable RowCount offset;
  private final @Nullable RowCount limit;

  public Limit(Operator input, @Nullable RowCount offset, @Nullable RowCount limit) {
    this.input = input;
    this.offset = offset;
    this.limit = limit;
  }

  @Override
  public Rows open(Execution execution) {
    long skipped = offset == null ? 0 : offset.value(execution, 0);
    long taken = limit == null ? Long.MAX_VALUE : limit.value(execution, Long.MAX_VALUE);
    Stretch stretch = new Stretch(skipped, taken, execution);
    Rows rows = input.open(execution);
    return rows instanceof ColumnRows columns
        ? new LimitedColumns(columns, stretch)
        : new Limiting(rows, stretch);
  }

  @Override
  public String describe() {
    return (limit == null ? "" : "limit")
        + (offset == null ? "" : limit == null ? "offset" : " offset");
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private static final class Limiting implements Rows {

    private final Rows input;
    private final Stretch stretch;
    private final BooleanSupplier pass;

    Limiting(Rows input, Stretch stretch) {
      this.input = input;
      this.stretch = stretch;
      this.pass = () -> input.next() != null;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      return stretch.mayTake(pass) ? input.next() : null;
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
