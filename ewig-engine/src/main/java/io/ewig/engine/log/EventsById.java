package io.ewig.engine.log;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds visible events by their ids: each where it lies if it was recorded about when its id says,
 * and all others together, with one walk over the log. One thread.
 */
public final class EventsById {

  private final EventLog log;
  private final Map<EventId, Event> found = new HashMap<>();
  private final Set<EventId> missing;

  private EventsById(EventLog log, Collection<EventId> ids) {
    this.log = log;
    this.missing = new HashSet<>(ids);
  }

  /** Those that are here. */
  public static Map<EventId, Event> find(EventLog log, Collection<EventId> ids) {
    EventsById search = new EventsById(log, ids);
    ids.forEach(search::lookAround);
    search.look(Scan.all());
    return search.found;
  }

  private void lookAround(EventId id) {
    Instant made = Instant.ofEpochMilli(id.high() >>> 16);
    Scan near = Scan.all().during(made.minusMillis(2), made.plusMillis(3));
    Scan around = Scan.all().during(made.minusSeconds(1), made.plusSeconds(2));
    for (Scan scan : List.of(near, around)) {
      if (missing.contains(id)) {
        look(scan);
      }
    }
  }

  /** For whatever is missing, until nothing is. */
  private void look(Scan scan) {
    try (EventCursor events = log.scan(scan.where(event -> missing.contains(event.id())))) {
      while (!missing.isEmpty() && events.next()) {
        Event event = events.event();
        found.put(event.id(), event);
        missing.remove(event.id());
      }
    }
  }
}
