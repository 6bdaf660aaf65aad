package io.ewig.engine.replica;

import io.ewig.engine.hash.Hash;
import org.jspecify.annotations.Nullable;

/** Payloads that are kept beside the log, by the SHA-256 of their bytes. */
@FunctionalInterface
public interface Contents {

  /** For commits that have none. */
  Contents NONE = address -> null;

  /** The bytes, or null if they did not come. */
  byte @Nullable [] get(Hash address);
}
