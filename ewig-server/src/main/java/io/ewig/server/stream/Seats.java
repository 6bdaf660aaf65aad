package io.ewig.server.stream;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where threads wait for their clients: as many as there may be; any thread. */
final class Seats implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Seats.class);

  private final long lingerMillis;
  private final Semaphore free;
  private final ConcurrentLinkedQueue<Selector> unused = new ConcurrentLinkedQueue<>();
  private final Set<Selector> taken = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  Seats(int seatsMax, Duration linger) {
    this.free = new Semaphore(seatsMax);
    this.lingerMillis = linger.toMillis();
  }

  /** A seat from which a channel can be seen; null if all are taken. */
  @Nullable Seat take(SelectableChannel channel) {
    if (isClosed || !free.tryAcquire()) {
      return null;
    }
    Selector selector = null;
    try {
      selector = unused.poll();
      if (selector == null) {
        selector = Selector.open();
      }
      taken.add(selector);
      return new Seat(this, selector, channel, lingerMillis);
    } catch (IOException e) {
      LOG.debug("no seat", e); // a channel that is closed, which its owner notices
      giveBack(selector);
      return null;
    }
  }

  void giveBack(@Nullable Selector selector) {
    if (selector != null) {
      taken.remove(selector);
      unused.add(selector);
    }
    free.release();
    if (isClosed) {
      closeUnused();
    }
  }

  boolean isClosed() {
    return isClosed;
  }

  /** Nobody sits down from now on, and whoever waits stands up. */
  @Override
  public void close() {
    isClosed = true;
    taken.forEach(Selector::wakeup);
    closeUnused();
  }

  private void closeUnused() {
    for (Selector selector = unused.poll(); selector != null; selector = unused.poll()) {
      try {
        selector.close();
      } catch (IOException e) {
        LOG.warn("a selector does not close", e);
      }
    }
  }
}
