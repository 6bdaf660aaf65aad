package io.ewig.calcite.system.history;

import io.ewig.engine.log.EventCursor;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Walks over the events of several cursors in the order of their seqs; one thread. */
final class Merged implements AutoCloseable {

  private final List<EventCursor> all;
  private final PriorityQueue<EventCursor> waiting =
      new PriorityQueue<>(Comparator.comparingLong(EventCursor::seq));
  private @Nullable EventCursor current;

  Merged(List<EventCursor> all) {
    this.all = all;
    if (all.size() > 1) {
      all.forEach(this::step);
    }
  }

  private void step(EventCursor cursor) {
    if (cursor.next()) {
      waiting.add(cursor);
    }
  }

  /** The cursor that stands on the next event, or null at the end. */
  @Nullable EventCursor next() {
    if (all.size() == 1) {
      return all.get(0).next() ? all.get(0) : null;
    }
    if (current != null) {
      step(current);
    }
    current = waiting.poll();
    return current;
  }

  @Override
  public void close() {
    all.forEach(EventCursor::close);
  }
}
