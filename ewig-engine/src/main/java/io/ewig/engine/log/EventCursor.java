package io.ewig.engine.log;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Walks over events; what it shows was fixed when it was opened, whatever is appended meanwhile.
 *
 * <p>One thread at a time. Where a field of the current event can be had for less than the whole
 * {@link #event()}, asking for it costs less. Before the first {@link #next}, after the last event
 * and after {@link #close} there is no current event, and asking for anything of it is refused.
 */
public interface EventCursor extends Closeable {

  /** Moves to the next event; false at the end. */
  boolean next();

  default long seq() {
    return event().seq();
  }

  default long systemNanos() {
    return event().systemNanos();
  }

  default World world() {
    return event().world();
  }

  default EventType type() {
    return event().type();
  }

  default Payload payload() {
    return event().payload();
  }

  /**
   * The payload as text, where that can be had for less than the bytes: if it lies beside its event
   * and is a simple JSON document. Else null, which says nothing about the payload.
   */
  default @Nullable String simpleDocument() {
    return null;
  }

  /** Length of the payload, which need not be read for that. */
  default long payloadSize() {
    return event().payload().size();
  }

  /** The seq of the first event of the commit that the current event belongs to. */
  long commitSeq();

  /** The line of that commit. */
  Branch branch();

  /** The current event as a value that outlives the cursor. */
  Event event();

  @Override
  void close();
}
