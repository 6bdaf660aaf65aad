package io.ewig.engine.internal.difference;

import io.ewig.engine.internal.version.Version;

/**
 * The valid times for which a key may have changed: from one up to, not including, another.
 *
 * @param isCertain whether it is known that it has
 */
public record Window(long from, long to, boolean isCertain) {

  public static final Window ALL = new Window(Long.MIN_VALUE, Version.OPEN, false);
  static final Window CERTAIN = new Window(Long.MIN_VALUE, Version.OPEN, true);

  Window(long from, long to) {
    this(from, to, false);
  }

  /** The least that covers both; what was changed and changed again may be as it was. */
  Window with(Window other) {
    return new Window(Math.min(from, other.from), Math.max(to, other.to));
  }
}
