package io.ewig.engine.log;

import io.ewig.engine.event.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows a log by looking whether it has grown; the same for every log, in the writer's process
 * and in others.
 *
 * <p>Design note: it looks again after a fraction of the time it has waited so far, up to a
 * millisecond, instead of being woken. The writer thus does nothing for readers, however many there
 * are.
 */
public final class PollingTail implements Tail {

  private static final long FIRST_NAP_NANOS = 20_000;
  private static final long LAST_NAP_NANOS = 1_000_000;

  private final EventLog log;
  private final Scan scan;
  private long position;
  private EventCursor cursor;
  private long cursorEnd;
  private boolean closed;

  public PollingTail(EventLog log, Scan scan) {
    this.log = log;
    this.scan = scan;
    this.position = scan.fromSeq();
    this.cursorEnd = position;
    this.cursor = log.scan(scan.from(position).before(position));
  }

  @Override
  public Optional<Event> next(Duration patience) {
    long patienceNanos = TimeUnit.NANOSECONDS.convert(patience); // or the most there is
    long waited = 0;
    long nap = FIRST_NAP_NANOS;
    while (!closed) {
      Optional<Event> event = poll();
      if (event.isPresent() || waited >= patienceNanos || Thread.currentThread().isInterrupted()) {
        return event;
      }
      LockSupport.parkNanos(this, nap);
      waited += nap;
      nap = Math.min(2 * nap, LAST_NAP_NANOS);
    }
    return Optional.empty();
  }

  private Optional<Event> poll() {
    if (cursor.next()) {
      position = cursor.seq() + 1;
      return Optional.of(cursor.event());
    }
    position = Math.max(position, cursorEnd);
    long size = log.head().size();
    if (size <= cursorEnd) {
      log.requireOpen(); // else there is nothing to wait for
      return Optional.empty();
    }
    cursor.close();
    cursorEnd = size;
    cursor = log.scan(scan.from(position).before(size));
    if (cursor.next()) {
      return found();
    }
    position = size;
    return Optional.empty();
  }

  private Optional<Event> found() {
    position = cursor.seq() + 1;
    return Optional.of(cursor.event());
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    closed = true;
    cursor.close();
  }
}
