package io.ewig.engine.check;

import org.jspecify.annotations.Nullable;

/** What a condition comes to; anything compared with a null is UNKNOWN. */
public enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  static Truth of(@Nullable Object value) {
    return value == null ? UNKNOWN : (Boolean) value ? TRUE : FALSE;
  }
}
