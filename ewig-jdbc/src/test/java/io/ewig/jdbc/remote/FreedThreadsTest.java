package io.ewig.jdbc.remote;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.remote.ScriptedServer.Said;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.Request;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a server that has fallen silent can be freed by another thread, and only he. */
@Timeout(60)
class FreedThreadsTest {

  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private final CountDownLatch isAsked = new CountDownLatch(1);
  private final CountDownLatch isOver = new CountDownLatch(1);
  private ScriptedServer server;
  private Connection connection;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server = new ScriptedServer();
    connection = DriverManager.getConnection(server.url());
  }

  @AfterEach
  void disconnect() throws SQLException, IOException {
    isOver.countDown();
    other.shutdownNow();
    connection.close();
    server.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It says nothing to such a request until the test is over. */
  private void isSilentTo(Class<? extends Request> kind) {
    server.says(
        call -> {
          if (kind.isInstance(call.request())) {
            isAsked.countDown();
            await(isOver);
          }
          return server.usual(call);
        });
  }

  private List<Class<?>> heard() {
    return server.heard().stream()
        .<Class<?>>map(call -> call.request().getClass())
        .filter(kind -> kind != Request.Open.class)
        .toList();
  }

  @Test
  void anAbortFreesWhoCommitsAndEndsTheSession() throws Exception {
    connection.setAutoCommit(false);
    isSilentTo(Request.Commit.class);
    Future<Throwable> committing = other.submit(() -> fails("08007", connection::commit));
    isAsked.await();
    connection.abort(Runnable::run);
    committing.get();
    assertThat(heard())
        .containsExactly(Request.AutoCommit.class, Request.Commit.class, Request.End.class);
  }

  @Test
  void anAbortFreesWhoPreparesAndASessionThatIsIdleEndsLikewise() throws Exception {
    isSilentTo(Request.Prepare.class);
    Future<Throwable> preparing =
        other.submit(() -> fails("08006", () -> connection.prepareStatement("values 1")));
    isAsked.await();
    connection.abort(Runnable::run);
    preparing.get();
    assertThat(heard()).containsExactly(Request.Prepare.class, Request.End.class);
    try (Connection idle = DriverManager.getConnection(server.url())) {
      idle.abort(Runnable::run);
    }
    assertThat(heard()).containsExactly(Request.End.class);
  }

  @Test
  void aCloseInAHurryFreesWhoCommits() throws Exception {
    connection.setAutoCommit(false);
    isSilentTo(Request.Commit.class);
    Future<Throwable> committing = other.submit(() -> fails("08007", connection::commit));
    isAsked.await();
    Thread.currentThread().interrupt(); // so it does not wait first for what may come
    try {
      connection.close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    committing.get();
    assertThat(heard()).contains(Request.End.class);
  }

  @Test
  void aCancelOfWhichTheServerDoesNotHearFreesWhoWaits() throws Exception {
    server.says(
        call -> {
          if (call.request() instanceof Request.Execute) {
            isAsked.countDown();
            await(isOver);
          }
          return call.request() instanceof Request.Cancel ? null : server.usual(call);
        });
    try (Statement statement = connection.createStatement()) {
      Future<Throwable> executing =
          other.submit(() -> fails("08007", () -> statement.execute("delete from plant")));
      isAsked.await();
      statement.cancel();
      executing.get();
    }
  }

  /** The server hears of it too late, and does not answer. */
  private final class LateCancel implements ScriptedServer.Script {
    private final CountDownLatch isSecondAsked = new CountDownLatch(1);
    private final CountDownLatch isCancelSent = new CountDownLatch(1);

    @Override
    public @Nullable Said answer(Call call) {
      if (call.request() instanceof Request.Execute execute) {
        if (execute.execution() == 1) {
          isAsked.countDown();
          await(isCancelSent);
        } else {
          isSecondAsked.countDown();
          await(isOver);
        }
      }
      if (call.request() instanceof Request.Cancel) {
        isCancelSent.countDown();
        await(isSecondAsked);
        return null;
      }
      return server.usual(call);
    }
  }

  @Test
  void aCancelThatComesTooLateDoesNotHitTheNextStatement() throws Exception {
    server.says(new LateCancel());
    try (Statement statement = connection.createStatement()) {
      Future<Integer> executing =
          other.submit(
              () ->
                  statement.executeUpdate("insert into plant values (1)")
                      + statement.executeUpdate("insert into plant values (2)"));
      isAsked.await();
      statement.cancel();
      isOver.countDown();
      assertThat(executing.get()).isEqualTo(2);
    }
  }
}
