package io.ewig.server.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients of one server, on a database that waits for its disk. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CrowdTest {

  /** More than there are loops, on any machine that runs this. */
  private static final int CLIENTS = 24;

  private static final String ENDLESS =
      "SELECT count(*) FROM TABLE(ewig.generate_series(1, 100000)) a,"
          + " TABLE(ewig.generate_series(1, 100000)) b";

  @TempDir Path temp;

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
  private Ewig engine;
  private EwigServer server;

  @BeforeEach
  void serve() throws IOException, SQLException {
    engine = Ewig.open(temp.resolve("garden"), Config.defaults());
    server = EwigServer.start(engine, ServerOptions.local(0));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE rose (id INT PRIMARY KEY, petals INT NOT NULL)");
    }
  }

  @AfterEach
  void stop() {
    clients.shutdownNow();
    server.close();
    engine.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url());
  }

  private <T> List<Future<T>> together(int count, Callable<T> work) {
    List<Future<T>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(clients.submit(work));
    }
    return all;
  }

  private static <T> void join(List<Future<T>> all) throws Exception {
    for (Future<T> each : all) {
      each.get();
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM rose")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  /** Only what is durable can be read: so what a client was told of is. */
  @Test
  void whatOneIsToldOfIsDurableAndSeenByAll() throws Exception {
    AtomicLong ids = new AtomicLong();
    AtomicLong told = new AtomicLong();
    join(
        together(
            CLIENTS,
            () -> {
              try (Connection connection = connect();
                  Connection other = connect();
                  PreparedStatement insert =
                      connection.prepareStatement("INSERT INTO rose VALUES (?, 5)")) {
                for (int i = 0; i < 20; i++) {
                  insert.setLong(1, ids.incrementAndGet());
                  assertThat(insert.executeUpdate()).isEqualTo(1);
                  long atLeast = told.incrementAndGet();
                  assertThat((long) count(i % 2 == 0 ? connection : other))
                      .isGreaterThanOrEqualTo(atLeast);
                }
              }
              return null;
            }));
    server.close();
    engine.close();
    engine = Ewig.open(temp.resolve("garden"), Config.defaults());
    server = EwigServer.start(engine, ServerOptions.local(0));
    try (Connection connection = connect()) {
      assertThat(count(connection)).isEqualTo((int) told.get()).isEqualTo(20 * CLIENTS);
    }
  }

  @Test
  void ofManyWhoChangeOneRowNoneIsForgotten() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO rose VALUES (1, 0)");
    }
    join(
        together(
            CLIENTS / 2,
            () -> {
              try (Connection connection = connect()) {
                for (int i = 0; i < 4; i++) {
                  addPetal(connection, i % 2 == 0);
                }
              }
              return null;
            }));
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT petals FROM rose")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(4 * CLIENTS / 2);
    }
  }

  /** In a transaction somebody may be faster, and the client tries again. */
  private static void addPetal(Connection connection, boolean atOnce) throws SQLException {
    connection.setAutoCommit(atOnce);
    boolean isDone = false;
    while (!isDone) {
      try (Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate("UPDATE rose SET petals = petals + 1")).isEqualTo(1);
        if (!atOnce) {
          connection.commit();
        }
        isDone = true;
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("40001");
        if (!atOnce) {
          connection.rollback();
        }
      }
    }
  }

  @Test
  void aStatementThatTakesLongHoldsNobodyElseUp() throws Exception {
    Future<Void> endless =
        clients.submit(
            () -> {
              try (Connection connection = connect();
                  Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(30);
                statement.executeQuery(ENDLESS);
              }
              return null;
            });
    AtomicLong ids = new AtomicLong();
    join(
        together(
            CLIENTS,
            () -> {
              try (Connection connection = connect();
                  Statement statement = connection.createStatement()) {
                for (int i = 0; i < 5; i++) {
                  statement.execute("INSERT INTO rose VALUES (" + ids.incrementAndGet() + ", 5)");
                  assertThat(count(connection)).isPositive();
                }
              }
              return null;
            }));
    assertThat(endless.isDone()).as("the long one has not ended").isFalse();
    clients.shutdownNow();
  }

  @Test
  void manyThatTakeLongEndByTheirTimeoutsEach() throws Exception {
    join(
        together(
            6,
            () -> {
              try (Connection connection = connect();
                  Statement statement = connection.createStatement()) {
                for (int i = 0; i < 2; i++) {
                  statement.setQueryTimeout(1);
                  assertThatThrownBy(() -> statement.executeQuery(ENDLESS).next())
                      .isInstanceOf(SQLTimeoutException.class);
                  assertThat(count(connection)).isZero();
                }
              }
              return null;
            }));
  }
}
