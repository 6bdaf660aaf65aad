package io.ewig.engine.internal.journal.read;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Scans a log from new to old, in steps: frames can only be walked forward, so it walks a stretch
 * and hands it out in reverse. Stretches grow, so that the newest events come at once and many cost
 * little.
 */
public final class BackwardCursor implements EventCursor {

  private static final int FIRST_STRETCH = 16;
  private static final int LAST_STRETCH = 4096;

  /** Opens a forward scan over a stretch. */
  public interface Stretches {
    EventCursor forward(Scan scan, long fromSeq, long toSeq);
  }

  private final Stretches stretches;
  private final Scan scan;
  private final long fromSeq;
  private final Deque<Found> ready = new ArrayDeque<>();
  private long beforeSeq;
  private int stretch = FIRST_STRETCH;
  private @Nullable Found current;

  private record Found(Event event, long commitSeq, Branch branch) {}

  public BackwardCursor(Stretches stretches, Scan scan, long fromSeq, long toSeq) {
    this.stretches = stretches;
    this.scan = scan;
    this.fromSeq = fromSeq;
    this.beforeSeq = toSeq;
  }

  @Override
  public boolean next() {
    while (ready.isEmpty() && beforeSeq > fromSeq) {
      long start = Math.max(fromSeq, beforeSeq - stretch);
      try (EventCursor forward = stretches.forward(scan, start, beforeSeq)) {
        while (forward.next()) {
          ready.push(new Found(forward.event(), forward.commitSeq(), forward.branch()));
        }
      }
      beforeSeq = start;
      stretch = Math.min(2 * stretch, LAST_STRETCH);
    }
    current = ready.poll();
    return current != null;
  }

  private Found found() {
    return CursorPlace.require(current, "event");
  }

  @Override
  public long commitSeq() {
    return found().commitSeq;
  }

  @Override
  public Branch branch() {
    return found().branch;
  }

  @Override
  public Event event() {
    return found().event;
  }

  @Override
  public void close() {
    ready.clear();
    current = null;
    beforeSeq = fromSeq;
  }
}
