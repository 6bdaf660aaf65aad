package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Commit;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120) // what is wrong here hangs
class JournalCloseTest {

  @TempDir Path folder;

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
    while (thread.getState() != state) {
      assertThat(thread.isAlive()).isTrue();
      Thread.sleep(1);
    }
  }

  @Test
  void whoWaitsForWhatAnotherThreadAppendsIsToldThoughThatOneMeetsTheClose() throws Exception {
    Journal log = JournalFixture.open(folder, Kind.PLAIN);
    AtomicLong size = new AtomicLong(GroupCommit.NOT_APPENDED);
    FutureTask<Long> told =
        new FutureTask<>(
            () -> {
              log.awaitDurable(size::get);
              return log.head().size();
            });
    awaitState(start(told), Thread.State.WAITING);
    Commit commit = new Commits(1).of(log, 3);
    log.append(commit);
    Thread closing = start(log::close);
    awaitState(closing, Thread.State.TIMED_WAITING); // for who was let in before
    size.set(commit.endSeq());
    log.awaitDurable(commit.endSeq());
    closing.join();
    assertThat(told.get()).isEqualTo(commit.endSeq());
    try (Journal again = JournalFixture.open(folder, Kind.PLAIN)) {
      assertThat(again.head().size()).isEqualTo(commit.endSeq());
    }
  }
}
