package io.ewig.engine.internal.memory;

import io.ewig.engine.event.Event;
import io.ewig.engine.log.EventCursor;
import java.util.List;

/** Walks over events that were found already. */
final class ListCursor implements EventCursor {

  private final List<Event> events;
  private int index = -1;

  ListCursor(List<Event> events) {
    this.events = events;
  }

  @Override
  public boolean next() {
    index = Math.min(index + 1, events.size());
    return index < events.size();
  }

  @Override
  public Event event() {
    return events.get(index);
  }

  @Override
  public void close() {
    index = events.size();
  }
}
