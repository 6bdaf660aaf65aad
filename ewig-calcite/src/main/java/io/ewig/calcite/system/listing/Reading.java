package io.ewig.calcite.system.listing;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.engine.session.View;
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

  /** An argument, or null if it is null or left out. */
  public @Nullable Object argument(int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }
}
