package io.ewig.engine.internal.journal;

import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.EventLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by Chronicle's files. */
class ChronicleJournalTest extends EventLogContract {

  @TempDir Path folder;

  @Override
  protected EventLog create() {
    return JournalFixture.open(folder, JournalFixture.Kind.CHRONICLE);
  }
}
