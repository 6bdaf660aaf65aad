package io.ewig.engine.store;

import io.ewig.engine.hash.Hash;
import java.util.concurrent.atomic.AtomicBoolean;

/** Holds an object and all that it reaches until it is closed; given out by {@link Pins}. */
public final class Pin implements AutoCloseable {

  private final Hash root;
  private final Pins pins;
  private final AtomicBoolean closed = new AtomicBoolean();

  Pin(Hash root, Pins pins) {
    this.root = root;
    this.pins = pins;
  }

  public Hash root() {
    return root;
  }

  /** Lets go; closing again changes nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pins.release(root);
    }
  }
}
