package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.Stretches;
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

    /**
     * Puts the numbers of rows down as stretches with the same, where these can be told without a
     * look at each row; none is null then.
     *
     * @param into is empty, and stays so if they can't
     * @return whether they can
     */
    default boolean stretch(Batch batch, Selection rows, Stretches into) {
      return false;
    }
  }
}
