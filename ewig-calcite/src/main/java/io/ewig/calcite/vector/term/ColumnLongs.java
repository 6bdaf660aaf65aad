package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.LongVector;

/** A column of numbers or instants. */
public record ColumnLongs(int column, Form form) implements LongTerm {

  @Override
  public Longs start(Execution execution) {
    return (batch, rows) -> new LongVector(batch.longs(column), batch.nulls(column));
  }
}
