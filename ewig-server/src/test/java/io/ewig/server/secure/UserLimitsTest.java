package io.ewig.server.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.server.audit.Actor;
import io.ewig.server.session.Quotas;
import io.ewig.server.session.UserLimits;
import io.ewig.server.user.Principal;
import io.ewig.server.user.Scope;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much one user may take of a server. */
class UserLimitsTest {

  private static final String ENDLESS =
      "SELECT count(*) FROM TABLE(ewig.generate_series(1, 100000)) a,"
          + " TABLE(ewig.generate_series(1, 100000)) b";

  private static SecuredServer serve(UserLimits limits) throws IOException {
    return new SecuredServer(options -> options.withUserLimits(limits), "anna", "ben");
  }

  private static void refused(ThrowingCallable call, String why) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            SQLTransientException.class, e -> assertThat(e.getSQLState()).isEqualTo("53300"))
        .hasMessageContaining(why);
  }

  private interface ThrowingCallable {
    void call() throws SQLException;
  }

  private static long metric(Connection admin, String name) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT \"value\" FROM ewig.metrics WHERE name = '" + name + "'")) {
      found.next();
      return found.getLong(1);
    }
  }

  @Test
  void aUserHasSoManySessionsAndOthersHaveTheirs() throws Exception {
    try (SecuredServer server = serve(new UserLimits(2, 0, 0));
        Connection admin = server.connect("anna")) {
      Connection one = server.connect("ben");
      Connection two = server.connect("ben");
      refused(() -> server.connect("ben"), "ben has 2 sessions open");
      assertThat(metric(admin, "server.user_refusals")).isEqualTo(1);
      assertThat(metric(admin, "server.user_sessions_most")).isEqualTo(2);
      assertThat(metric(admin, "server.users")).isEqualTo(2);
      one.close();
      server.connect("ben").close();
      two.close();
    }
  }

  @Test
  void aUserHasSoManyStatementsAtATime() throws Exception {
    try (SecuredServer server = serve(new UserLimits(0, 1, 0));
        Connection admin = server.connect("anna");
        Connection busy = server.connect("ben");
        Connection other = server.connect("ben");
        Statement statement = busy.createStatement()) {
      ExecutorService beside = Executors.newSingleThreadExecutor();
      Future<?> working = beside.submit(() -> underWay(statement));
      boolean refused = false;
      while (!refused) {
        assertThat(working.isDone()).isFalse();
        refused = hasNoPlace(() -> other.createStatement().execute("VALUES 1"));
      }
      assertThat(metric(admin, "server.user_refusals")).isPositive();
      while (!working.isDone()) {
        statement.cancel(); // nothing happens as long as it is prepared only
      }
      assertThatThrownBy(working::get).hasMessageContaining("cancel");
      beside.shutdown();
      other.createStatement().execute("VALUES 1");
    }
  }

  /** Tries until the other's short statement is not in the way. */
  private static Void underWay(Statement statement) throws SQLException {
    while (hasNoPlace(() -> statement.executeQuery(ENDLESS).next())) {
      Thread.onSpinWait();
    }
    return null;
  }

  private static boolean hasNoPlace(ThrowingCallable call) throws SQLException {
    try {
      call.call();
      return false;
    } catch (SQLTransientException e) {
      assertThat(e.getSQLState()).isEqualTo("53300");
      assertThat((Throwable) e).hasMessageContaining("ben has 1 statements under way");
      return true;
    }
  }

  @Test
  void aUserWhoAsksTooOftenIsToldToWait() throws Exception {
    try (SecuredServer server = serve(new UserLimits(0, 0, 1));
        Connection ben = server.connect("ben")) {
      refused(
          () -> {
            for (int i = 0; i < 1_000; i++) {
              ben.createStatement().execute("VALUES 1");
            }
          },
          "more requests in a second than a user may");
      server.connect("anna").close();
    }
  }

  @Test
  void requestsComeBackWithTimeAndNoMoreThanTwoSecondsOfThem() {
    AtomicLong now = new AtomicLong();
    Quotas quotas = new Quotas(new UserLimits(0, 0, 10), now::get);
    Principal ben = new Principal("ben", Set.of(), Scope.ALL, Actor.here("ben"));
    assertThat(asked(quotas, ben)).isEqualTo(20);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(asked(quotas, ben)).isEqualTo(5);
    now.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(asked(quotas, ben)).isEqualTo(20);
    assertThat(quotas.refused()).isEqualTo(3);
    assertThat(quotas.mayAsk(Principal.ANYBODY)).isTrue();
  }

  private static int asked(Quotas quotas, Principal user) {
    int count = 0;
    while (quotas.mayAsk(user)) {
      count++;
    }
    return count;
  }
}
