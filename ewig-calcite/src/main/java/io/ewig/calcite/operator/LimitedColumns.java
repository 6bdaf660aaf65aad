package io.ewig.calcite.operator;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.engine.column.TextVector;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A stretch of rows of columns; one thread. */
final class LimitedColumns implements ColumnRows {

  private final ColumnRows input;
  private final Stretch stretch;
  private final BooleanSupplier byColumns;
  private final BooleanSupplier byRows;

  LimitedColumns(ColumnRows input, Stretch stretch) {
    this.input = input;
    this.stretch = stretch;
    this.byColumns = input::advance;
    this.byRows = () -> input.next() != null;
  }

  @Override
  public boolean advance() {
    return stretch.mayTake(byColumns) && input.advance();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    return stretch.mayTake(byRows) ? input.next() : null;
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
