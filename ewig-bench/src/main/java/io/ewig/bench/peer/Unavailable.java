package io.ewig.bench.peer;

/** A peer can't take part; the message says why. */
public final class Unavailable extends Exception {

  Unavailable(String reason) {
    super(reason);
  }
}
