package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.internal.version.Version;

/** The valid times for which a key may have changed: from one up to, not including, another. */
record Window(long from, long to) {

  static final Window ALL = new Window(Long.MIN_VALUE, Version.OPEN);

  /** The least that covers both. */
  Window with(Window other) {
    return new Window(Math.min(from, other.from), Math.max(to, other.to));
  }
}
