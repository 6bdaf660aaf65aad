package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Crashes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases whose process is killed, again and again. */
class CrashedAgainTest {

  private static final World GARDEN = World.of("a://garden");
  private static final int EVENTS = 40_000;

  @TempDir Path temp;

  private Ewig open(String folder) {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    return Ewig.open(temp.resolve(folder), config, SmallWorkings.on(new RealDisk(), 64 << 20));
  }

  /** What a process leaves that is killed now. */
  private void kill(String folder, String left) throws IOException {
    Crashes.copy(temp.resolve(folder), temp.resolve(left));
  }

  private static void tidy(Ewig db) {
    while (db.step()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void takeIntoTheIndexOnceWhatTheyHadInMemory() throws IOException {
    try (Ewig db = open("garden")) {
      Batch batch = db.batch();
      for (int i = 0; i < EVENTS; i++) {
        batch.add(EventBuilder.in(GARDEN).json("{\"id\":\"r" + i + "\"}"));
      }
      batch.commit();
      tidy(db);
      assertThat(db.metrics().statistics().indexMemoryBytes()).isGreaterThan(EVENTS);
      kill("garden", "killed");
    }
    try (Ewig db = open("killed")) {
      tidy(db);
      kill("killed", "again");
    }
    try (Ewig db = open("again")) {
      assertThat(db.timelines().of(GARDEN).count()).isEqualTo(EVENTS);
      assertThat(db.view().world(GARDEN).length()).isEqualTo(EVENTS);
      assertThat(db.metrics().statistics().indexMemoryBytes()).isLessThan(EVENTS);
    }
  }
}
