package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Pools and executors interrupt threads at any time, also one that writes for all others. */
class InterruptedThreadTest {

  private static final int COMMITS = 30;
  private static final int PAYLOAD_BYTES = 200_000;
  private static final int BLOB_BYTES = 3_000_000;

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AfterEach
  void calm() {
    boolean unused = Thread.interrupted();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "MEMORY")
  void whoIsInterruptedOpensWritesAndReadsLikeAllOthersAndStaysInterrupted(LogKind kind) {
    Config config = Config.defaults().withLog(kind).withSegmentBytes(1 << 20);
    Thread.currentThread().interrupt();
    try (Ewig db = Ewig.open(folder, config)) {
      for (int i = 0; i < COMMITS; i++) { // over some segments, and with objects of the store
        Thread.currentThread().interrupt();
        db.batch()
            .add(EventBuilder.in("a://garden").payload(new byte[PAYLOAD_BYTES]))
            .add(EventBuilder.in("a://garden").payload(new byte[i % 10 == 0 ? BLOB_BYTES : 1]))
            .commit();
      }
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      assertThat(db.troubles().writeFailure()).isEmpty();
      assertThat(db.troubles().storeFailure()).isEmpty();
    }
    try (Ewig db = Ewig.open(folder, config)) {
      assertThat(db.head().size()).isEqualTo(2 * COMMITS);
      assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
