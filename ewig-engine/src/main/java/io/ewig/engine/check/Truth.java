package io.ewig.engine.check;

import org.jspecify.annotations.Nullable;

/** What a condition comes to; anything compared with a null is UNKNOWN. */
public enum Truth {
  FALSE,
  UNKNOWN,
  TRUE;

  /** Of a Boolean, where null stands for UNKNOWN. */
  public static Truth of(@Nullable Boolean value) {
    return value == null ? UNKNOWN : value ? TRUE : FALSE;
  }
}
