package io.ewig.jdbc.remote;

import java.io.IOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The channels to a server, one after another: when one is lost, the next request makes another.
 * One thread asks; {@link #hangUp} and {@link #abort} are for any, and don't wait for it.
 */
final class Channels {

  private final Endpoint endpoint;
  private volatile int readMillis;
  private @Nullable Channel present; // guarded by this
  private long execution; // guarded by this: that is waited for, or 0
  private boolean isAborted; // guarded by this

  /**
   * @param readMillis how long an answer may take; 0 for as long as it takes
   */
  Channels(Endpoint endpoint, int readMillis) {
    this.endpoint = endpoint;
    this.readMillis = readMillis;
  }

  int readMillis() {
    return readMillis;
  }

  /** From the next answer on. */
  void setReadMillis(int millis) {
    readMillis = millis;
    Channel open = present();
    if (open != null) {
      try {
        open.setReadMillis(millis);
      } catch (IOException e) {
        disconnect(); // the next one is made with the right one
      }
    }
  }

  boolean isConnected() {
    return present() != null;
  }

  private synchronized @Nullable Channel present() {
    return present;
  }

  /**
   * The channel for the next request.
   *
   * @param by when it has to be there at the latest
   */
  Channel connected(Deadline by) throws IOException {
    Channel open = present();
    if (open != null && !open.isStale()) {
      return open;
    }
    disconnect();
    requireWanted();
    return keep(endpoint.connect(by, readMillis));
  }

  private synchronized void requireWanted() throws IOException {
    if (isAborted) {
      throw new SocketException("it was aborted");
    }
  }

  private synchronized Channel keep(Channel fresh) throws IOException {
    try {
      requireWanted();
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
    present = fresh;
    return fresh;
  }

  /**
   * Sends a message over the channel and waits for the answer.
   *
   * @param ofExecution that can be cancelled meanwhile; 0 for none
   */
  byte[] post(Channel to, byte[] message, long ofExecution) throws IOException {
    waitFor(ofExecution);
    try {
      return to.post(message);
    } finally {
      waitFor(0);
    }
  }

  private synchronized void waitFor(long ofExecution) {
    execution = ofExecution;
  }

  /** Any thread: whoever waits for that execution gets no answer; nothing happens to any other. */
  synchronized void hangUp(long ofExecution) {
    if (execution == ofExecution) {
      cut();
    }
  }

  /** Any thread: whoever waits for an answer gets none, and there is no other channel. */
  synchronized void abort() {
    isAborted = true;
    cut();
  }

  synchronized boolean isAborted() {
    return isAborted;
  }

  private synchronized void cut() {
    if (present != null) {
      present.cut();
      present = null;
    }
  }

  /** By the thread that asks: it waits for nothing. */
  void disconnect() {
    Channel last;
    synchronized (this) {
      last = present;
      present = null;
    }
    if (last != null) {
      last.close();
    }
  }
}
