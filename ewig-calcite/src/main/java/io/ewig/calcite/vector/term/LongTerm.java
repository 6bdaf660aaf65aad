package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.time.SystemNanos;
import java.time.LocalDate;
import java.util.function.LongFunction;

/** Numbers, or instants as nanoseconds, computed for rows; immutable, any thread. */
public interface LongTerm {

  Longs start(Execution execution);

  Form form();

  /** What the numbers are as values. */
  enum Form {
    BOOLEAN(number -> number != 0),
    TINYINT(number -> (byte) number),
    SMALLINT(number -> (short) number),
    DATE(LocalDate::ofEpochDay),
    BIGINT(number -> number),
    INTEGER(number -> (int) number),
    INSTANT(SystemNanos::toInstant);

    @SuppressWarnings("ImmutableEnumChecker") // they hold nothing
    private final LongFunction<Object> value;

    Form(LongFunction<Object> value) {
      this.value = value;
    }

    public Object value(long number) {
      return value.apply(number);
    }

    /** Whether they can be added up. */
    public boolean isNumeric() {
      return this != BOOLEAN && this != DATE && this != INSTANT;
    }
  }

  /** One execution's; one thread. */
  @FunctionalInterface
  interface Longs {

    /** Valid until it is asked again. */
    LongVector of(Batch batch, Selection rows);
  }
}
