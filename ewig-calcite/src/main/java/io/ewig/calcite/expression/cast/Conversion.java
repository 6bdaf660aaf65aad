package io.ewig.calcite.expression.cast;

import io.ewig.calcite.execution.Execution;

/** Makes a value of one type out of a value, not null, of another. */
@FunctionalInterface
public interface Conversion {

  Object convert(Object value, Execution execution);

  default Conversion then(Conversion next) {
    return (value, execution) -> next.convert(convert(value, execution), execution);
  }
}
