package io.ewig.calcite.system.listing;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.engine.session.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a listing is about.
 *
 * @param moment that it is read at
 * @param sought what conditions say of its columns
 * @param arguments of a table function
 */
public record Reading(
    Execution execution, Moment moment, Sought sought, List<@Nullable Object> arguments) {

  public View view() {
    return moment.view();
  }

  public Rights rights() {
    return execution.facts().rights();
  }

  /** Whether something of a branch may be read that was recorded then. */
  public boolean mayRead(Subject subject, String branch, Instant recorded) {
    return rights().allows(new Demand(Operation.HISTORY, subject, branch, since(recorded)));
  }

  private Duration since(Instant recorded) {
    Duration age = Duration.between(recorded, execution.now());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Whether something may be known that is on the branch that is read. */
  public boolean sees(Subject subject) {
    return rights().sees(subject, moment.branch());
  }

  /** An argument, or null if it is null or left out. */
  public @Nullable Object argument(int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }
}
