package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;

/** Where trees keep their nodes and long values: bytes under their SHA-256; any thread. */
public interface NodeStore {

  /** Keeps bytes; the same bytes again cost nothing. */
  Hash put(byte[] bytes);

  /**
   * The bytes with that address, checked against it; the caller does not change them.
   *
   * @throws io.ewig.engine.error.EwigException if they are not there, or are not what was put
   */
  byte[] get(Hash address);
}
