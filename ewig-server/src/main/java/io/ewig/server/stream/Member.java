package io.ewig.server.stream;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A client in a loop: busy while it is served, owed an answer, or about to be looked at; begins
 * busy. Any thread.
 */
final class Member {

  private final Stream stream;
  private @Nullable SelectionKey key;
  private boolean isBusy = true;
  private boolean isMuted;
  private long heardNanos;
  private boolean isLong;

  Member(Stream stream) {
    this.stream = stream;
  }

  Stream stream() {
    return stream;
  }

  /** Has a selector tell when it says something. */
  synchronized void listen(Selector selector, long now) throws ClosedChannelException {
    if (key == null) {
      key = stream.channel().register(selector, SelectionKey.OP_READ, this);
      heardNanos = now;
    }
  }

  /**
   * Notes that it has said something.
   *
   * @return whether it is to be served, and busy from now on; else it is not heard while it is
   */
  synchronized boolean heard(long now) {
    heardNanos = now;
    if (isBusy) {
      isMuted = true;
      hear(0);
      return false;
    }
    isBusy = true;
    return true;
  }

  /**
   * It is not busy any more.
   *
   * @return whether the selector listens to it again, and has to be woken for that
   */
  synchronized boolean free() {
    isBusy = false;
    boolean wasMuted = isMuted;
    if (wasMuted) {
      isMuted = false;
      hear(SelectionKey.OP_READ);
    }
    return wasMuted;
  }

  private void hear(int what) {
    if (key != null && key.isValid()) {
      key.interestOps(what);
    }
  }

  /** Whether it has left: it is not busy, and has said nothing since then. */
  synchronized boolean leave(long since) {
    if (isBusy || key == null || heardNanos - since > 0) {
      return false;
    }
    isBusy = true;
    key.cancel();
    return true;
  }

  /** Whether its last message took long. */
  synchronized boolean isLong() {
    return isLong;
  }

  synchronized void isLong(boolean is) {
    isLong = is;
  }
}
