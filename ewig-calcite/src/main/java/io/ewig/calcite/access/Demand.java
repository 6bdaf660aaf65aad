package io.ewig.calcite.access;

import io.ewig.engine.event.World;
import java.time.Duration;

/**
 * Something that somebody wants to do.
 *
 * @param branch where
 * @param age how long ago what is read was recorded; zero for what there is now
 */
public record Demand(Operation operation, Subject subject, String branch, Duration age) {

  /** Does something now. */
  public static Demand now(Operation operation, Subject subject, String branch) {
    return new Demand(operation, subject, branch, Duration.ZERO);
  }

  /** Reads something as it is, or as it was. */
  public static Demand reading(Subject subject, String branch, Duration age) {
    return new Demand(age.isZero() ? Operation.SELECT : Operation.HISTORY, subject, branch, age);
  }

  /** Reads an event. */
  public static Demand ofEvent(World world, String branch, Duration age) {
    return new Demand(Operation.HISTORY, Subject.of(world), branch, age);
  }

  /** What would have to be granted. */
  @Override
  public String toString() {
    String on = subject instanceof Subject.OfBranch ? "BRANCH '" + branch + "'" : "" + subject;
    return operation + " ON " + on;
  }
}
