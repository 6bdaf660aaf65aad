package io.ewig.engine.log;

import io.ewig.engine.event.Event;
import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;

/** Follows the log as it grows, in the writer's process or another; sees only what is durable. */
public interface Tail extends Closeable {

  /**
   * The next event that the scan accepts, waiting for it if need be; empty if none came in time.
   */
  Optional<Event> next(Duration patience);

  /** The seq that it will look at next. */
  long position();

  @Override
  void close();
}
