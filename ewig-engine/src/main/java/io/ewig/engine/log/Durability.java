package io.ewig.engine.log;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Duration;

/** When an append counts as acknowledged. */
public sealed interface Durability {

  /** When it is on disk: nothing acknowledged is ever lost. The default. */
  Durability DURABLE = new Durable();

  /**
   * When the operating system has it: survives a crash of this process, not of the machine. Unsafe.
   */
  Durability NONE = new None();

  /** At once, and on disk within the interval: a crash of the machine loses up to that much. */
  static Durability batch(Duration interval) {
    return new Batch(interval);
  }

  /** Whether {@code awaitDurable} waits for the disk. */
  boolean waits();

  /** See {@link #DURABLE}. */
  record Durable() implements Durability {
    @Override
    public boolean waits() {
      return true;
    }
  }

  /** See {@link #batch}. */
  record Batch(Duration interval) implements Durability {
    public Batch {
      if (interval.compareTo(Duration.ofMillis(1)) < 0
          || interval.compareTo(Duration.ofMinutes(1)) > 0) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "a batch interval lies between 1 ms and 1 minute, but " + interval + " does not");
      }
    }

    @Override
    public boolean waits() {
      return false;
    }
  }

  /** See {@link #NONE}. */
  record None() implements Durability {
    @Override
    public boolean waits() {
      return false;
    }
  }
}
