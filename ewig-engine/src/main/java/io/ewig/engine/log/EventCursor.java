package io.ewig.engine.log;

import io.ewig.engine.event.Event;
import java.io.Closeable;

/**
 * Walks over events; what it shows was fixed when it was opened, whatever is appended meanwhile.
 *
 * <p>One thread at a time. The fields of the current event can be asked one by one, which costs
 * less than the whole {@link #event()}.
 */
public interface EventCursor extends Closeable {

  /** Moves to the next event; false at the end. */
  boolean next();

  long seq();

  long systemNanos();

  /** Length of the payload, which need not be read for that. */
  long payloadSize();

  /** The current event as a value that outlives the cursor. */
  Event event();

  @Override
  void close();
}
