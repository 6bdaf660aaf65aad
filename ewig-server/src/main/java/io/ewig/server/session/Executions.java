package io.ewig.server.session;

import io.ewig.jdbc.link.Stop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a session and can be stopped; any thread, without waiting.
 *
 * <ul>
 *   <li>What was cancelled before it began is stopped when it begins.
 *   <li>So is what begins in a request for which nobody waits any more, and what begins in a
 *       session that has ended.
 * </ul>
 */
final class Executions {

  private final Map<Object, Stop> running = new HashMap<>(); // by number, or by what stops it
  private final Deque<Long> cancelled = new ArrayDeque<>();
  private boolean isForNobody;
  private boolean isOver;

  /** A request begins, so somebody waits for it. */
  synchronized void awaited() {
    isForNobody = false;
  }

  /** Begins what its client gave no number. */
  synchronized Stop begin() {
    Stop stop = made();
    running.put(stop, stop);
    return stop;
  }

  synchronized Stop begin(long execution) {
    Stop stop = made();
    if (cancelled.remove(execution)) {
      stop.call();
    }
    running.put(execution, stop);
    return stop;
  }

  private Stop made() {
    Stop stop = new Stop();
    if (isForNobody || isOver) {
      stop.call();
    }
    return stop;
  }

  synchronized void end(Stop stop) {
    running.remove(stop);
  }

  synchronized void end(long execution) {
    running.remove(execution);
  }

  /** Nobody waits for the request that is under way. */
  void stop() {
    synchronized (this) {
      isForNobody = true;
    }
    all().forEach(Stop::call);
  }

  /** The session ends. */
  void close() {
    synchronized (this) {
      isOver = true;
    }
    all().forEach(Stop::call);
  }

  private synchronized List<Stop> all() {
    return List.copyOf(running.values());
  }

  void cancel(long execution) {
    Stop stop = runningOrCancelled(execution);
    if (stop != null) {
      stop.call();
    }
  }

  private synchronized @Nullable Stop runningOrCancelled(long execution) {
    Stop stop = running.get(execution);
    if (stop == null) {
      cancelled.addLast(execution);
      if (cancelled.size() > SessionLimits.CANCELLED_MAX) {
        cancelled.removeFirst();
      }
    }
    return stop;
  }
}
