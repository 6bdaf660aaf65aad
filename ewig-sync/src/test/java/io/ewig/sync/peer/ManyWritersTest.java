package io.ewig.sync.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.journal.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one process writes of peers is not lost because another, or a thread, writes too. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ManyWritersTest {

  private static final int EACH = 40;

  @TempDir Path folder;

  @Test
  void allThatIsRetiredStaysSo() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Child process = new Child(RetiringProcess.class, folder, 1, EACH)) {
      assertThat(process.hear()).isEqualTo("ready");
      List<Future<?>> retiring = new ArrayList<>();
      for (int thread = 1; thread <= 2; thread++) {
        int first = 1 + thread * EACH;
        retiring.add(threads.submit(() -> RetiringProcess.retire(folder, first, EACH)));
      }
      for (Future<?> each : retiring) {
        each.get();
      }
      assertThat(process.hear()).isEqualTo("done");
    } finally {
      threads.shutdownNow();
    }
    assertThat(new AcknowledgedFile(folder, () -> 0).read().retired()).hasSize(3 * EACH);
  }
}
