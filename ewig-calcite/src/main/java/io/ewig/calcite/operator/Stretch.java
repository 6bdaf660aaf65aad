package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import java.util.function.BooleanSupplier;

/** So many rows, after passing over so many; one thread. */
final class Stretch {

  private final Execution execution;
  private long toSkip;
  private long toTake;

  Stretch(long toSkip, long toTake, Execution execution) {
    this.toSkip = toSkip;
    this.toTake = toTake;
    this.execution = execution;
  }

  /**
   * Whether there may be a next row; passes over those that come before the first.
   *
   * @param pass goes to the next row; false after the last one
   */
  boolean mayTake(BooleanSupplier pass) {
    if (toTake <= 0) {
      return false;
    }
    for (; toSkip > 0; toSkip--) {
      execution.tick();
      if (!pass.getAsBoolean()) {
        toTake = 0;
        return false;
      }
    }
    toTake--;
    return true;
  }
}
