package io.ewig.engine.store;

import io.ewig.engine.hash.Hash;
import java.util.function.Consumer;

/** Knows which objects an object refers to; must not enter the store. */
@FunctionalInterface
public interface References {

  /** For objects that refer to none. */
  References NONE = (address, bytes, child) -> {};

  void of(Hash address, byte[] bytes, Consumer<Hash> child);
}
