package io.ewig.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for requests; any thread. */
final class Room {

  private final long bytesMax;
  private final AtomicLong taken = new AtomicLong();

  Room(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }
}
