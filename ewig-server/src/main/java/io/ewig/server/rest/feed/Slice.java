package io.ewig.server.rest.feed;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.server.rest.event.EventDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found of a stretch of the log.
 *
 * @param position how far it reaches: the seq behind the last event that was looked at
 */
record Slice(List<Event> events, long position) {

  /**
   * Reads on, but not for ever: a reader that wants little must not keep others waiting, nor one
   * that wants much fill the memory.
   *
   * @param wanted which events, from anywhere
   */
  static Slice read(Ewig engine, Scan wanted, long from, long lookedAtMax, int eventsMax) {
    long size = engine.head().size();
    long end = Math.min(size, lookedAtMax > size - from ? size : from + lookedAtMax);
    List<Event> found = new ArrayList<>();
    if (from >= end) {
      return new Slice(found, from);
    }
    long bytes = 0;
    try (EventCursor cursor = engine.log().scan(wanted.from(from).before(end))) {
      while (cursor.next()) {
        Event event = cursor.event();
        found.add(event);
        bytes += event.payload().size();
        if (found.size() == eventsMax || bytes >= EventDocument.BYTES_ENOUGH) {
          return new Slice(found, cursor.seq() + 1);
        }
      }
    }
    return new Slice(found, end);
  }
}
