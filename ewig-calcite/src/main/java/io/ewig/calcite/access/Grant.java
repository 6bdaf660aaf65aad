package io.ewig.calcite.access;

import io.ewig.engine.world.WorldPattern;
import java.util.Optional;

/**
 * A right.
 *
 * @param branch a pattern of branches that it is good for; all if there is none
 * @param reach how far back it lets one read
 */
public record Grant(Operation operation, Thing thing, Optional<String> branch, Reach reach) {

  public Grant {
    branch.ifPresent(WorldPattern::new);
  }

  /**
   * How far back one reads if nothing is said: a world is its history, a table what is in it.
   *
   * @param isOfAll whether all was granted together
   */
  public static Reach reachOf(Operation operation, Thing thing, boolean isOfAll) {
    boolean isOfPresent =
        operation == Operation.SELECT && !isOfAll && !(thing instanceof Thing.World);
    return isOfPresent ? Reach.LIVE : Reach.HISTORICAL;
  }

  public boolean allows(Demand demand) {
    return allowsOperation(demand)
        && thing.contains(demand)
        && (branch.isEmpty() || matches(branch.get(), demand.branch()));
  }

  /** To read the past takes a right to read that reaches so far, whichever of the two. */
  private boolean allowsOperation(Demand demand) {
    if (demand.operation() == Operation.HISTORY) {
      return operation.isReading() && reach.covers(demand.age()) && !reach.isLive();
    }
    return operation == demand.operation();
  }

  static boolean matches(String pattern, String name) {
    return new WorldPattern(pattern).matchesName(name);
  }

  /** As GRANT has it. */
  @Override
  public String toString() {
    return operation
        + " ON "
        + thing
        + branch.map(pattern -> " ON BRANCH '" + pattern + "'").orElse("")
        + (operation.isReading() ? " FOR " + reach : "");
  }
}
