package io.ewig.engine.column;

import org.jspecify.annotations.Nullable;

/** The payloads of a batch, put together when they are asked for. */
public interface PayloadVector {

  /**
   * The bytes as they were given, or null if they lie in the content store, see {@link #blob}, or
   * were erased.
   */
  byte @Nullable [] bytes(int row);

  /** Where the payload lies, if it is not here. */
  @Nullable BlobRef blob(int row);

  /** Whether the payload was destroyed. */
  boolean isErased(int row);

  /** Whether the payload is known to be a JSON document; if not, it may still be one. */
  boolean isJson(int row);
}
