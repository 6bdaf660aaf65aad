package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that it is open is what counts
class UpkeepTest {

  /** Runs what was put off when it is told to. */
  private static final class PatientThread extends ScheduledThreadPoolExecutor {

    private final List<Long> pauses = new ArrayList<>();
    private Runnable next = () -> {};

    PatientThread() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
      pauses.add(unit.toMillis(delay));
      next = work;
      return super.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void workThatFailsIsTriedEverMoreRarelyUntilItSucceeds() {
    PatientThread thread = new PatientThread();
    boolean[] fails = {true};
    try (Upkeep upkeep =
        Upkeep.start(
            () -> {
              if (fails[0]) {
                throw new InternalException(ErrorCode.INVARIANT_BROKEN, "the disk is full");
              }
              return false;
            },
            thread)) {
      for (int i = 0; i < 12; i++) {
        thread.next.run();
      }
      assertThat(thread.pauses)
          .startsWith(50L, 100L, 200L, 400L)
          .endsWith(51_200L, 60_000L, 60_000L);
      fails[0] = false;
      thread.next.run();
      assertThat(thread.pauses).endsWith(60_000L, 50L);
    } finally {
      thread.shutdownNow();
    }
    int planned = thread.pauses.size();
    thread.next.run();
    assertThat(thread.pauses).hasSize(planned);
  }

  @Test
  void workGoesOnAfterMemoryWasFull() {
    PatientThread thread = new PatientThread();
    int[] pieces = {0};
    try (Upkeep upkeep =
        Upkeep.start(
            () -> {
              if (pieces[0]++ == 0) {
                throw new OutOfMemoryError("Java heap space");
              }
              return false;
            },
            thread)) {
      thread.next.run();
      thread.next.run();
      assertThat(pieces[0]).isEqualTo(2);
      assertThat(thread.pauses).containsExactly(50L, 100L, 50L);
    } finally {
      thread.shutdownNow();
    }
  }
}
