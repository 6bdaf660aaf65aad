package io.ewig.engine.store;

import io.ewig.engine.hash.Hash;
import java.io.Closeable;

/** Keeps bytes under their SHA-256; any thread. */
public interface ContentStore extends Closeable {

  /**
   * Keeps bytes for good: when this returns they are durable. The same bytes again cost nothing.
   */
  Hash put(byte[] bytes);

  /** The bytes with that address, checked against it. */
  byte[] get(Hash address);

  boolean contains(Hash address);

  @Override
  void close();
}
