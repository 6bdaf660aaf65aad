package io.ewig.sync.ephemeral;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a peer said of a key: the unit that stores exchange.
 *
 * <ul>
 *   <li>the order of two registers of a key is total: by stamp; of one stamp, what is gone comes
 *       after what is there, and of two values (which only a peer that lies writes) the one that
 *       comes later as text;
 *   <li>how long it has yet to live does not count in that order.
 * </ul>
 *
 * @param value null if it is gone: deleted, expired, or its peer has left
 * @param ttlMillis how long it has yet to live where it comes from
 */
public record Register(
    String namespace, String key, @Nullable Json value, Stamp stamp, long ttlMillis) {

  public Register {
    Names.require("namespace", namespace);
    Names.require("key", key);
    if (ttlMillis < 0) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE, "a register lives on for 0 ms or more, not for " + ttlMillis);
    }
  }

  public boolean isGone() {
    return value == null;
  }

  /** Whether it counts rather than another one of its key. */
  boolean beats(Register other) {
    int order = stamp.compareTo(other.stamp);
    if (order != 0 || value == null || other.value == null) {
      return order > 0 || (order == 0 && value == null && other.value != null);
    }
    return value.text().compareTo(other.value.text()) > 0;
  }

  /** The same, but that nothing is there any more. */
  Register gone(long millis) {
    return new Register(namespace, key, null, stamp, millis);
  }

  Register living(long millis) {
    return new Register(namespace, key, value, stamp, millis);
  }

  /** What it takes in memory, about. */
  long bytes() {
    return 2L * (namespace.length() + key.length() + stamp.peer().length())
        + (value == null ? 0 : value.size());
  }
}
