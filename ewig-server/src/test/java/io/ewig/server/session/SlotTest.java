package io.ewig.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.jdbc.embedded.EngineConnections;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlotTest {

  private final CountDownLatch isOpening = new CountDownLatch(1);
  private final CountDownLatch mayOpen = new CountDownLatch(1);
  @TempDir private Path root;
  private boolean isBroken;
  private Slot slot;

  @BeforeEach
  void make() {
    Ewig.open(root.resolve("garden")).close();
    slot =
        new Slot("garden", new DatabaseFolders(root, this::open), Duration.ZERO, System::nanoTime);
  }

  private Ewig open(Path folder) {
    if (isBroken) {
      throw new ResourceException(ErrorCode.IO_FAILED, "of a test");
    }
    isOpening.countDown();
    try {
      mayOpen.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("of a test", e);
    }
    return Ewig.open(folder);
  }

  private static void assertState(ThrowingCallable call, String state) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void nobodyWaitsForEverWhileItIsOpenedAndWhoeverLooksDoesNotWait() throws Exception {
    FutureTask<EngineConnections> opening = new FutureTask<>(slot::enter);
    Thread first = new Thread(opening, "first");
    first.setDaemon(true);
    first.start();
    isOpening.await();
    assertState(slot::enter, "57P03");
    assertState(() -> slot.alone(() -> {}), "57P03");
    assertThat(slot.engine()).isEmpty();
    slot.closeIfIdle(Long.MAX_VALUE, 0);
    mayOpen.countDown();
    assertThat(opening.get()).isSameAs(slot.enter());
    assertThat(slot.engine()).isPresent();
    slot.close();
  }

  @Test
  void whatCouldNotBeOpenedIsTriedAgain() throws SQLException {
    mayOpen.countDown();
    isBroken = true;
    assertState(slot::enter, ErrorCode.IO_FAILED.sqlState());
    isBroken = false;
    assertThat(slot.enter().engine().head().size()).isZero();
    slot.close();
  }

  @Test
  void itIsClosedWhenNobodyUsesItAndOpenedAgain() throws SQLException {
    mayOpen.countDown();
    EngineConnections before = slot.enter();
    slot.closeIfIdle(Long.MAX_VALUE, 0);
    assertState(() -> slot.alone(() -> {}), "55006");
    assertThat(slot.engine()).contains(before.engine());
    slot.leave();
    slot.closeIfIdle(Long.MAX_VALUE, 0);
    assertThat(slot.engine()).isEmpty();
    assertThat(slot.enter()).isNotSameAs(before);
    slot.close();
  }
}
