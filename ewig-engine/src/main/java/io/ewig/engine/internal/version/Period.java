package io.ewig.engine.internal.version;

import io.ewig.engine.event.ValidPeriod;

/**
 * A value and the valid period during which a key has it.
 *
 * @param value shared with the index, not to be changed
 */
public record Period(long validFrom, long validTo, byte[] value) {

  public ValidPeriod valid() {
    return ValidPeriod.ofNanos(validFrom, validTo);
  }
}
