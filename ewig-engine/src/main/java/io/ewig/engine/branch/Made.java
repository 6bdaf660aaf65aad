package io.ewig.engine.branch;

import io.ewig.engine.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A line with the event that made it; one thread.
 *
 * <p>The name that its commits carry changes if it turns out that another line has it too.
 */
final class Made {

  private final @Nullable Event by;
  private Line line;

  /**
   * @param by null if no change of a name made it
   */
  Made(@Nullable Event by, Line line) {
    this.by = by;
    this.line = line;
  }

  @Nullable Event by() {
    return by;
  }

  Line line() {
    return line;
  }

  void become(Line renamed) {
    line = renamed;
  }
}
