package io.ewig.server.sync;

import io.ewig.engine.log.Randoms;
import io.ewig.server.Relay;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stands before a server, cuts connections off, delays and changes bytes, as its seed wants. */
final class FaultyProxy extends Relay {

  /** Long enough that pieces of the two directions overtake each other. */
  private static final int DELAY_MILLIS_MAX = 20;

  private final Randoms random;
  private volatile boolean isFaulty = true;

  FaultyProxy(int port, long seed) throws IOException {
    super(port, 512);
    this.random = new Randoms(seed);
    start();
  }

  /**
   * @param scheme http or ws
   */
  String url(String scheme) {
    return scheme + "://" + address();
  }

  void heal() {
    isFaulty = false;
  }

  @Override
  protected byte @Nullable [] passedOn(byte[] piece) {
    if (isFaulty && chance(6)) {
      return null;
    } else if (isFaulty && chance(6)) {
      piece[piece.length - 1] ^= 0x10;
    } else if (isFaulty && chance(6)) {
      delay();
    }
    return piece;
  }

  private void delay() {
    try {
      Thread.sleep(below(DELAY_MILLIS_MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean chance(int n) {
    return random.oneIn(n);
  }

  private synchronized int below(int n) {
    return random.below(n);
  }
}
