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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch is one transaction; whatever becomes of it, what follows commits by itself again. */
@Timeout(60)
class LostBatchTest {

  private ScriptedServer server;
  private Connection connection;
  private Statement statement;
  private boolean isHeard;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server = new ScriptedServer();
    connection = DriverManager.getConnection(server.url());
    statement = connection.createStatement();
    statement.addBatch("insert into plant values (1)");
    statement.addBatch("insert into plant values (2)");
  }

  @AfterEach
  void disconnect() throws SQLException, IOException {
    server.says(server::usual);
    connection.close();
    server.close();
  }

  /** What is said in the session of the next statement before it. */
  private List<String> heardOfNext() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    server.heard();
    statement.executeUpdate("insert into plant values (3)");
    return server.heard().stream()
        .map(Call::request)
        .map(request -> request.getClass().getSimpleName())
        .toList();
  }

  @Test
  void aConnectionThatIsLostHalfwayIsNotMadeAgainWithoutCommits() throws SQLException {
    server.says(
        call ->
            call.request() instanceof Request.Execute && !isHeard ? hungUp() : server.usual(call));
    fails("08006", statement::executeBatch);
    assertThat(heardOfNext()).containsExactly("Open", "Prepare", "Execute");
  }

  @Test
  void norIsOneWhoseServerIsAway() throws SQLException {
    server.says(
        call ->
            call.request() instanceof Request.Execute || isHeard ? hungUp() : server.usual(call));
    fails("08006", statement::executeBatch);
    server.says(server::usual);
    assertThat(heardOfNext()).containsExactly("Open", "Prepare", "Execute");
  }

  private @Nullable Said hungUp() {
    isHeard = true;
    return null;
  }

  @Test
  void aTransactionThatCannotBeRolledBackIsLeftWithItsSession() throws SQLException {
    server.says(
        call -> {
          if (call.request() instanceof Request.Execute && !isHeard) {
            isHeard = true;
            return Said.failed("23505", "there is such a plant");
          }
          return call.request() instanceof Request.Rollback
              ? Said.refused(503, "53200", "the server has no memory for more requests now")
              : server.usual(call);
        });
    fails("23505", statement::executeBatch);
    assertThat(server.heard())
        .noneMatch(call -> call.request() instanceof Request.Commit)
        .noneMatch(call -> call.request().equals(new Request.AutoCommit(true)));
    assertThat(heardOfNext()).containsExactly("Open", "Prepare", "Execute");
  }

  @Test
  void whatWasCommittedIsToldThoughTheConnectionIsLostRightAfterIt() throws SQLException {
    server.says(
        call ->
            call.request().equals(new Request.AutoCommit(true)) ? hungUp() : server.usual(call));
    assertThat(statement.executeBatch()).containsExactly(1, 1);
    server.says(server::usual);
    assertThat(heardOfNext()).containsExactly("Open", "Prepare", "Execute");
  }

  @Test
  void whatWasNotCommittedIsNotTakenForThatBySwitchingCommitsOn() throws SQLException {
    connection.setAutoCommit(false);
    statement.executeUpdate("insert into plant values (1)");
    server.says(
        call ->
            call.request().equals(new Request.AutoCommit(true)) ? hungUp() : server.usual(call));
    fails("08007", () -> connection.setAutoCommit(true));
    server.says(server::usual);
    fails("08006", () -> statement.executeUpdate("insert into plant values (2)"));
    connection.rollback();
    statement.executeUpdate("insert into plant values (2)");
    assertThat(connection.getAutoCommit()).isFalse();
  }
}
