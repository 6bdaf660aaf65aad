package io.ewig.server.remote;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.connection.EwigConnection;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.server.http.HttpLimits;
import io.ewig.server.http.HttpServer;
import io.ewig.server.session.SessionLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of connections when their server goes away, comes back, or forgets them. */
class LostServerTest {

  private Ewig engine;
  private EwigServer server;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws IOException, SQLException {
    engine = Ewig.inMemory();
    server = EwigServer.start(engine, ServerOptions.local(0));
    connection = DriverManager.getConnection(server.url());
    statement = connection.createStatement();
    statement.execute("create table plant (id int primary key, name varchar)");
    statement.execute("insert into plant values (1, 'rose')");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
    server.close();
    engine.close();
  }

  /** On the same port, over the same engine; what was in memory only is gone. */
  private void restart() throws IOException {
    int port = server.address().getPort();
    server.close();
    server = EwigServer.start(engine, ServerOptions.local(port));
  }

  /** The first call after a loss may notice it. */
  private void noticeLoss() {
    try (ResultSet row = statement.executeQuery("values 1")) {
      assertThat(row.next()).isTrue();
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("08006");
    }
  }

  @Test
  void aServerThatIsGoneIs08006AndNotValid() throws SQLException {
    server.close();
    assertThat(connection.isValid(1)).isFalse();
    fails("08006", () -> statement.executeQuery("values 1"));
    fails("08006", () -> statement.executeQuery("values 1"));
    fails("08001", () -> DriverManager.getConnection(server.url()));
  }

  @Test
  void aServerThatIsStartingIsAsGoodAsNone() throws SQLException, IOException {
    connection.setAutoCommit(false);
    statement.execute("insert into plant values (2, 'tulip')");
    InetSocketAddress address = server.address();
    server.close();
    HttpLimits limits = HttpLimits.defaults();
    try (HttpServer starting =
        HttpServer.listen(address.getAddress(), address.getPort(), limits, null)) {
      assertThat(starting.streams()).isZero();
      fails("08006", () -> statement.executeQuery("values 1"));
      fails("08006", () -> statement.executeQuery("values 1"));
      fails("08001", () -> DriverManager.getConnection(server.url()));
      assertThat(connection.isValid(1)).isFalse();
    }
    server = EwigServer.start(engine, ServerOptions.local(address.getPort()));
    fails("08006", () -> statement.executeQuery("values 1")); // the transaction is lost
    connection.rollback();
    assertThat(rows(statement.executeQuery("select name from plant"))).containsExactly("rose");
  }

  @Test
  void statementsGoOnWhenTheServerIsBack() throws SQLException, IOException {
    try (PreparedStatement query =
        connection.prepareStatement("select name from plant where id = ?")) {
      query.setInt(1, 1);
      assertThat(rows(query.executeQuery())).containsExactly("rose");
      restart();
      noticeLoss();
      assertThat(rows(query.executeQuery())).containsExactly("rose");
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void aNewSessionIsSetAsTheOldOneWas() throws SQLException, IOException {
    statement.execute("create schema beds");
    statement.execute("create branch dev");
    statement.execute("use branch dev");
    statement.execute("set search_path = beds, public");
    connection.setReadOnly(true);
    restart();
    noticeLoss();
    assertThat(connection.unwrap(EwigConnection.class).getBranch()).isEqualTo("dev");
    assertThat(rows(statement.executeQuery("values current_path"))).containsExactly("beds, public");
    fails("25006", () -> statement.execute("create table t (i int primary key)"));
    assertThat(connection.getSchema()).isEqualTo("beds");
  }

  @Test
  void aTransactionThatIsLostSaysSoUntilItIsRolledBack() throws SQLException, IOException {
    connection.setAutoCommit(false);
    statement.execute("insert into plant values (2, 'lily')");
    Savepoint savepoint = connection.setSavepoint();
    restart();
    fails("08006", () -> statement.execute("insert into plant values (3, 'daisy')"));
    fails("08006", () -> statement.execute("insert into plant values (4, 'aster')"));
    fails("08006", () -> connection.commit());
    connection.rollback();
    fails("3B001", () -> connection.rollback(savepoint));
    statement.execute("insert into plant values (5, 'iris')");
    connection.commit();
    assertThat(rows(statement.executeQuery("select name from plant order by id")))
        .containsExactly("rose", "iris");
    assertThat(connection.getAutoCommit()).isFalse();
  }

  @Test
  void aTransactionThatABeginBeganIsLostLikewiseAndATextRollsItBack()
      throws SQLException, IOException {
    statement.execute("begin");
    statement.execute("insert into plant values (2, 'lily')");
    restart();
    fails("08006", () -> statement.execute("insert into plant values (3, 'daisy')"));
    fails("08006", () -> statement.execute("insert into plant values (4, 'aster')"));
    fails("08006", () -> statement.execute("commit"));
    statement.execute("/* all */ rollback");
    statement.execute("insert into plant values (5, 'iris')");
    assertThat(rows(statement.executeQuery("select name from plant order by id")))
        .containsExactly("rose", "iris");
  }

  @Test
  void rowsThatWereNotFetchedAreLostWithTheServer() throws SQLException, IOException {
    statement.setFetchSize(10);
    try (ResultSet rows =
        statement.executeQuery("select n from generate_series(1, 1000) as g(n)")) {
      for (int i = 0; i < 10; i++) {
        assertThat(rows.next()).isTrue();
      }
      restart();
      fails("08006", rows::next);
    }
  }

  @Test
  void aSessionThatNobodyUsedForLongEndsAndAnotherBegins() throws Exception {
    int port = server.address().getPort();
    server.close();
    SessionLimits limits = SessionLimits.defaults().withIdle(Duration.ofMillis(400));
    server = EwigServer.start(engine, ServerOptions.local(port).withSessions(limits));
    noticeLoss();
    try (PreparedStatement query =
        connection.prepareStatement("select name from plant where id = 1")) {
      for (int i = 0; i < 2; i++) {
        while (server.sessions() > 0) {
          Thread.sleep(10);
        }
        assertThat(rows(query.executeQuery())).containsExactly("rose");
      }
    }
  }

  @Test
  void whatIsNoServerIsRefusedAtOnce() throws Exception {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress("127.0.0.1", 0));
      ExecutorService pool = Executors.newSingleThreadExecutor();
      Future<?> answering =
          pool.submit(
              () -> {
                try (Socket caller = other.accept()) {
                  caller.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes("US-ASCII"));
                  caller.getOutputStream().flush();
                  caller.getInputStream().readNBytes(64);
                }
                return null;
              });
      fails(
          "08001",
          () -> DriverManager.getConnection("jdbc:ewig://127.0.0.1:" + other.getLocalPort()));
      answering.get();
      pool.shutdown();
    }
  }

  @Test
  void aServerThatIsSilentIsGivenUpAfterTheNetworkTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket()) {
      silent.bind(new InetSocketAddress("127.0.0.1", 0));
      assertThat(connection.getNetworkTimeout()).isZero();
      connection.setNetworkTimeout(Runnable::run, 100);
      fails(
          "08006",
          () ->
              rows(
                  statement.executeQuery(
                      "select count(*) from table(ewig.generate_series(1, 100000)) a,"
                          + " table(ewig.generate_series(1, 100000)) b")));
    }
    connection.setNetworkTimeout(Runnable::run, 10_000);
    assertThat(rows(statement.executeQuery("values 1"))).containsExactly("1");
  }

  @Test
  void aServerThatIsSilentIsGivenUpAfterTheSocketTimeoutOfTheUrl() throws SQLException {
    String url = server.url() + "?socketTimeoutMillis=100";
    try (Connection impatient = DriverManager.getConnection(url);
        Statement asking = impatient.createStatement()) {
      assertThat(impatient.getNetworkTimeout()).isEqualTo(100);
      assertThat(
              fails(
                  "08006",
                  () ->
                      asking.executeQuery(
                          "select count(*) from generate_series(1, 100000) as a(n),"
                              + " generate_series(1, 100000) as b(n)")))
          .hasMessageContaining("socketTimeoutMillis");
    }
  }

  @Test
  void anotherDatabaseIsNotThere() {
    fails("3D000", () -> DriverManager.getConnection(server.url() + "/other"));
    fails("08001", () -> DriverManager.getConnection(server.url() + "?durability=none"));
  }

  @Test
  void aPasswordDoesNotLeaveTheMachineInTheClear() {
    assertThat(
            fails(
                "08001",
                () -> DriverManager.getConnection("jdbc:ewig://192.0.2.1", "ann", "secret")))
        .hasMessageContaining("in the clear")
        .hasMessageNotContaining("secret");
  }

  @Test
  void settingsOfTheUrlHold() throws SQLException {
    String url = server.url() + "/main?user=ann&readOnly=true&timeZone=Asia/Kolkata";
    try (Connection own = DriverManager.getConnection(url)) {
      assertThat(own.getCatalog()).isEqualTo("main");
      assertThat(own.isReadOnly()).isTrue();
      assertThat(own.getMetaData().getUserName()).isEqualTo("ann");
      assertThat(own.getMetaData().getURL()).isEqualTo(url);
      assertThat(rows(own.createStatement().executeQuery("values current_user")))
          .containsExactly("ann");
    }
  }
}
