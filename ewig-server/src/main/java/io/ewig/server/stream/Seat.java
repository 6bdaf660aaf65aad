package io.ewig.server.stream;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a thread waits until its client says something more; one thread. */
final class Seat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private final Seats seats;
  private final Selector selector;
  private final SelectionKey key;
  private final long lingerMillis;

  Seat(Seats seats, Selector selector, SelectableChannel channel, long lingerMillis)
      throws IOException {
    this.seats = seats;
    this.selector = selector;
    this.key = channel.register(selector, SelectionKey.OP_READ);
    this.lingerMillis = lingerMillis;
  }

  /** Whether there is something to read, be it an end, before the thread has to go. */
  boolean awaitMore() {
    if (seats.isClosed()) {
      return false;
    }
    try {
      boolean isThere = selector.select(lingerMillis) > 0;
      selector.selectedKeys().clear();
      return isThere && key.isValid();
    } catch (IOException | ClosedSelectorException e) {
      LOG.debug("a seat broke", e); // the connection then waits without a thread
      return false;
    }
  }

  @Override
  public void close() {
    key.cancel();
    try {
      selector.selectNow(); // the key goes only now
    } catch (IOException | ClosedSelectorException e) {
      LOG.debug("a seat broke", e);
    }
    seats.giveBack(selector);
  }
}
