package io.ewig.engine.internal.state;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.log.EventLog;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Commits that were appended and wait to be taken in: the first of them in memory, those behind
 * them in the log. One thread at a time adds, one takes.
 */
final class Arrivals {

  /** So many events wait in memory; reading one from the log again costs more than keeping it. */
  private static final long EVENTS_MAX = 1 << 16;

  /** Nor more than so many bytes of payloads, with what else a small heap has to hold. */
  private static final long BYTES_MAX = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16);

  private final EventLog log;
  private final ConcurrentLinkedQueue<Commit> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Arrivals(EventLog log) {
    this.log = log;
  }

  /** Keeps a commit, if there is room. */
  void add(Commit commit) {
    int more = commit.events().size();
    long moreBytes = bytesOf(commit);
    if (events.get() + more <= EVENTS_MAX && bytes.get() + moreBytes <= BYTES_MAX) {
      events.addAndGet(more);
      bytes.addAndGet(moreBytes);
      waiting.add(commit);
    }
  }

  /** The commit that starts at a seq, and nothing before it. */
  Commit take(long seq) {
    Commit next = waiting.peek();
    while (next != null && next.firstSeq() <= seq) {
      waiting.remove();
      events.addAndGet(-next.events().size());
      bytes.addAndGet(-bytesOf(next));
      if (next.firstSeq() == seq) {
        return next;
      }
      next = waiting.peek();
    }
    return fromLog(seq);
  }

  private static long bytesOf(Commit commit) {
    long all = 0;
    for (Event event : commit.events()) {
      all += event.payload() instanceof Payload.Inline inline ? inline.size() : 0;
    }
    return all;
  }

  private Commit fromLog(long seq) {
    if (seq >= log.head().size()) { // appended, but not yet for everybody to see
      log.awaitDurable(log.appended().size());
    }
    return log.commitOf(seq);
  }

  void clear() {
    waiting.clear();
    events.set(0);
    bytes.set(0);
  }
}
