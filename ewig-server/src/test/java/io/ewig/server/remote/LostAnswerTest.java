package io.ewig.server.remote;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.Relay;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a change of which the server had heard, when its answer does not come. */
class LostAnswerTest {

  /** Passes on so many pieces, then hangs up. */
  private static final class Cutting extends Relay {

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    Cutting(int port) throws IOException {
      super(port, 64 * 1024);
      start();
    }

    @Override
    protected byte @Nullable [] passedOn(byte[] piece) {
      return left.getAndDecrement() > 0 ? piece : null;
    }

    /** The next request goes over, its answer does not, and what comes later does again. */
    void loses(Attempt attempt, String state) {
      left.set(1);
      fails(state, attempt::run);
      left.set(Integer.MAX_VALUE);
    }

    interface Attempt {
      void run() throws SQLException;
    }
  }

  private Ewig engine;
  private EwigServer server;
  private Cutting relay;
  private Connection connection;
  private PreparedStatement insert;

  @BeforeEach
  void connect() throws IOException, SQLException {
    engine = Ewig.inMemory();
    server = EwigServer.start(engine, ServerOptions.local(0));
    relay = new Cutting(server.address().getPort());
    connection = DriverManager.getConnection("jdbc:ewig://" + relay.address());
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table plant (id int primary key)");
    }
    insert = connection.prepareStatement("insert into plant values (?)");
  }

  @AfterEach
  void disconnect() throws SQLException, IOException {
    connection.close();
    relay.close();
    server.close();
    engine.close();
  }

  @Test
  void aStatementOnItsOwnMayHaveChangedSomething() throws SQLException {
    insert.setInt(1, 1);
    relay.loses(insert::executeUpdate, "08007");
    try (PreparedStatement batch = connection.prepareStatement("insert into plant values (?)")) {
      batch.setInt(1, 2);
      batch.addBatch();
      relay.loses(batch::executeBatch, "08007");
    }
    try (PreparedStatement tells =
        connection.prepareStatement("insert into plant values (3) returning id")) {
      relay.loses(tells::executeQuery, "08007");
    }
    assertThat(rows(connection.createStatement().executeQuery("select count(*) from plant")))
        .containsExactly("3");
  }

  @Test
  void aQueryHasChangedNothing() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("select id from plant")) {
      relay.loses(query::executeQuery, "08006");
    }
  }

  @Test
  void inATransactionOnlyItsEndMayHaveHappened() throws SQLException {
    connection.setAutoCommit(false);
    insert.setInt(1, 1);
    relay.loses(insert::executeUpdate, "08006");
    connection.rollback();
    insert.executeUpdate();
    relay.loses(connection::commit, "08007");
    connection.rollback();
    insert.setInt(1, 2);
    insert.executeUpdate();
    relay.loses(() -> connection.setAutoCommit(true), "08007");
    connection.rollback();
    PreparedStatement commit = connection.prepareStatement("-- all\n/* of it */ commit");
    insert.setInt(1, 3);
    insert.executeUpdate();
    relay.loses(commit::execute, "08007");
    connection.rollback();
    assertThat(rows(connection.createStatement().executeQuery("select count(*) from plant")))
        .containsExactly("3");
  }
}
