package io.ewig.calcite.operator;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.calcite.execution.Execution;
import io.ewig.engine.column.TextVector;
import org.jspecify.annotations.Nullable;

/** At most so many rows of columns, after passing over so many; one thread. */
final class LimitedColumns implements ColumnRows {

  private final ColumnRows input;
  private final Execution execution;
  private long toSkip;
  private long toTake;

  LimitedColumns(ColumnRows input, long toSkip, long toTake, Execution execution) {
    this.input = input;
    this.toSkip = toSkip;
    this.toTake = toTake;
    this.execution = execution;
  }

  /** Whether there may be a next one; passes over those that come before the first. */
  private boolean mayTake(boolean asColumns) {
    if (toTake <= 0) {
      return false;
    }
    for (; toSkip > 0; toSkip--) {
      execution.tick();
      if (asColumns ? !input.advance() : input.next() == null) {
        toTake = 0;
        return false;
      }
    }
    toTake--;
    return true;
  }

  @Override
  public boolean advance() {
    return mayTake(true) && input.advance();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    return mayTake(false) ? input.next() : null;
  }

  @Override
  public Form form(int column) {
    return input.form(column);
  }

  @Override
  public boolean isNull(int column) {
    return input.isNull(column);
  }

  @Override
  public long number(int column) {
    return input.number(column);
  }

  @Override
  public TextVector texts(int column) {
    return input.texts(column);
  }

  @Override
  public int at() {
    return input.at();
  }

  @Override
  public @Nullable Object value(int column) {
    return input.value(column);
  }

  @Override
  public void close() {
    input.close();
  }
}
