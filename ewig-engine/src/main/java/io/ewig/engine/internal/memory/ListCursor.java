package io.ewig.engine.internal.memory;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.log.EventCursor;
import java.util.List;
import java.util.function.LongFunction;

/** Walks over events that were found already. */
final class ListCursor implements EventCursor {

  private final List<Event> events;
  private final LongFunction<Commit> commitOf;
  private int index = -1;

  ListCursor(List<Event> events, LongFunction<Commit> commitOf) {
    this.events = events;
    this.commitOf = commitOf;
  }

  @Override
  public long commitSeq() {
    return commitOf.apply(seq()).firstSeq();
  }

  @Override
  public Branch branch() {
    return commitOf.apply(seq()).info().branch();
  }

  @Override
  public boolean next() {
    index = Math.min(index + 1, events.size());
    return index < events.size();
  }

  @Override
  public Event event() {
    if (index < 0 || index >= events.size()) {
      throw CursorPlace.none("event");
    }
    return events.get(index);
  }

  @Override
  public void close() {
    index = events.size();
  }
}
