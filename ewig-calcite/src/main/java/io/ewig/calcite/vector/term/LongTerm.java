package io.ewig.calcite.vector.term;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.LongVector;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.time.SystemNanos;
import java.time.LocalDate;

/** Numbers, or instants as nanoseconds, computed for rows; immutable, any thread. */
public interface LongTerm {

  Longs start(Execution execution);

  Form form();

  /** What the numbers are as values. */
  enum Form {
    BOOLEAN {
      @Override
      public Object value(long number) {
        return number != 0;
      }
    },
    TINYINT {
      @Override
      public Object value(long number) {
        return (byte) number;
      }
    },
    SMALLINT {
      @Override
      public Object value(long number) {
        return (short) number;
      }
    },
    DATE {
      @Override
      public Object value(long number) {
        return LocalDate.ofEpochDay(number);
      }
    },
    BIGINT {
      @Override
      public Object value(long number) {
        return number;
      }
    },
    INTEGER {
      @Override
      public Object value(long number) {
        return (int) number;
      }
    },
    INSTANT {
      @Override
      public Object value(long number) {
        return SystemNanos.toInstant(number);
      }
    };

    public abstract Object value(long number);

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
