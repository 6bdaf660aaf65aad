package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.audit.Actor;
import io.ewig.server.session.Ahead;
import io.ewig.server.session.DatabaseFolders;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import io.ewig.server.session.Quotas;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.Sessions;
import io.ewig.server.session.UserLimits;
import io.ewig.server.user.Principal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {

  @TempDir private Path folder;
  private final CountDownLatch isOpening = new CountDownLatch(1);
  private final CountDownLatch mayOpen = new CountDownLatch(1);
  private volatile boolean isSlow;

  /** When it is slow, it takes as long as the test wants. */
  private Ewig open(Path of) {
    if (isSlow) {
      isOpening.countDown();
      try {
        mayOpen.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return Ewig.open(of);
  }

  private static FutureTask<Boolean> begun(Desk desk, Thread[] by) {
    FutureTask<Boolean> task = new FutureTask<>(() -> desk.work((link, engine) -> true));
    by[0] = new Thread(task);
    by[0].start();
    return task;
  }

  /** As the one who begins a feed and the one who reads do. */
  @Test
  @Timeout(60)
  void twoWhoNeedTheSessionOpenOneBetweenThem() throws Exception {
    try (Ewig engine = Ewig.inMemory();
        Databases databases =
            new Databases(
                new EngineConnections(engine, "main"),
                new DatabaseFolders(folder, this::open),
                System::nanoTime,
                new Permits(null));
        Sessions sessions = sessions(databases)) {
      databases.create("garden", Actor.here("test"));
      databases.closeIdle(-1);
      isSlow = true;
      Desk desk = new Desk(sessions, Principal.ANYBODY, "garden");
      Thread[] by = new Thread[1];
      FutureTask<Boolean> first = begun(desk, by);
      isOpening.await();
      FutureTask<Boolean> second = begun(desk, by);
      while (by[0].getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      mayOpen.countDown();
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
      assertThat(sessions.count()).isEqualTo(1);
      desk.close();
      assertThat(sessions.count()).isZero();
    }
  }

  private static Sessions sessions(Databases databases) {
    return new Sessions(
        databases,
        SessionLimits.defaults(),
        new Quotas(UserLimits.defaults(), System::nanoTime),
        new SecureRandom(),
        Ahead.ofThisMachine(),
        System::nanoTime);
  }
}
