package io.ewig.server.sync;

import io.ewig.engine.log.Randoms;
import io.ewig.server.Relay;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stands before a server, cuts connections off and changes bytes, as its seed wants. */
final class FaultyProxy extends Relay {

  private final Randoms random;
  private volatile boolean isFaulty = true;

  FaultyProxy(int port, long seed) throws IOException {
    super(port, 512);
    this.random = new Randoms(seed);
    start();
  }

  String url() {
    return "http://" + address();
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
    }
    return piece;
  }

  private synchronized boolean chance(int n) {
    return random.oneIn(n);
  }
}
