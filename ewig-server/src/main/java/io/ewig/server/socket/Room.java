package io.ewig.server.socket;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for requests, and for messages of sockets that are long; any thread. */
public final class Room {

  private final long bytesMax;
  private final AtomicLong taken = new AtomicLong();

  public Room(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  public boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  public void give(long bytes) {
    taken.addAndGet(-bytes);
  }
}
