package io.ewig.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Stop;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuardedLinkTest {

  private static final int WAIT_SECONDS = 30;

  private final CountDownLatch isPlanning = new CountDownLatch(1);

  /** Plans for as long as nobody stops it; whoever closes it waits for nothing. */
  private Link planner() {
    return (Link)
        Proxy.newProxyInstance(
            Link.class.getClassLoader(),
            new Class<?>[] {Link.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("prepare")) {
                return null;
              }
              CountDownLatch isStopped = new CountDownLatch(1);
              isPlanning.countDown();
              if (arguments.length == 3) {
                ((Stop) arguments[2]).onCall(isStopped::countDown);
              }
              isStopped.await();
              throw new SQLException("stopped", "57014");
            });
  }

  @Test
  void aCloseStopsWhatIsBeingPreparedAndDoesNotWaitForIt() throws Exception {
    GuardedLink link = new GuardedLink(planner());
    FutureTask<?> preparing = started(() -> link.prepare("SELECT 1"));
    isPlanning.await();
    FutureTask<?> closing =
        started(
            () -> {
              link.close();
              return null;
            });
    assertThat(closing.get(WAIT_SECONDS, TimeUnit.SECONDS)).isNull();
    assertThatThrownBy(preparing::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("stopped");
  }

  private static FutureTask<?> started(Callable<?> work) {
    FutureTask<?> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "a client");
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
