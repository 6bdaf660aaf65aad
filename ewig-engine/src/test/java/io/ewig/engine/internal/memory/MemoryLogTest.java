package io.ewig.engine.internal.memory;

import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.EventLogContract;

/** The contract, kept in memory. */
class MemoryLogTest extends EventLogContract {

  @Override
  protected EventLog create() {
    return new MemoryLog();
  }
}
