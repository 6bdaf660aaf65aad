package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.execution.Execution;

/** The JSON of a value that is not null, as text. */
@FunctionalInterface
public interface JsonForm {

  String text(Object value, Execution execution);
}
