package io.ewig.engine.internal.memory;

import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.ContentStoreContract;

/** The contract, kept in memory. */
class MemoryStoreTest extends ContentStoreContract {

  @Override
  protected ContentStore create() {
    return new MemoryStore();
  }
}
