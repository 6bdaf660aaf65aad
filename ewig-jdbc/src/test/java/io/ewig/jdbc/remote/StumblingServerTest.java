package io.ewig.jdbc.remote;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.remote.ScriptedServer.Said;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server may have done before it stumbled is not taken for undone. */
@Timeout(60)
class StumblingServerTest {

  private ScriptedServer server;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server = new ScriptedServer();
    connection = DriverManager.getConnection(server.url());
    statement = connection.createStatement();
  }

  @AfterEach
  void disconnect() throws SQLException, IOException {
    server.says(server::usual);
    connection.close();
    server.close();
  }

  /** It has no memory left for the answer to such a request. */
  private void stumblesOver(Class<? extends Request> kind) {
    server.says(
        call ->
            kind.isInstance(call.request())
                ? Said.refused(500, "53200", "the server ran out of memory")
                : server.usual(call));
  }

  @Test
  void whetherAChangeOnItsOwnWasRecordedIsNotKnown() {
    stumblesOver(Request.Execute.class);
    assertThat(fails("08007", () -> statement.execute("insert into plant values (1)")))
        .hasMessageContaining("the server ran out of memory")
        .hasMessageContaining("not known");
  }

  @Test
  void whetherACommitCameThroughIsNotKnown() throws SQLException {
    connection.setAutoCommit(false);
    statement.execute("insert into plant values (1)");
    stumblesOver(Request.Commit.class);
    fails("08007", connection::commit);
  }

  @Test
  void aTransactionOfWhichNobodyKnowsWhatItHoldsIsRolledBack() throws SQLException {
    connection.setAutoCommit(false);
    stumblesOver(Request.Execute.class);
    fails("08006", () -> statement.execute("insert into plant values (1)"));
    server.says(server::usual);
    fails("08006", () -> statement.execute("insert into plant values (1)"));
    connection.rollback();
    statement.execute("insert into plant values (1)");
  }

  @Test
  void aQueryHasChangedNothingSoTheSessionGoesOn() throws SQLException {
    connection.setAutoCommit(false);
    statement.execute("insert into plant values (1)");
    server.says(
        call -> {
          if (call.request() instanceof Request.Prepare) {
            return Said.of(new Response.Prepared(1, true, List.of(), List.of()));
          }
          return call.request() instanceof Request.Execute
              ? Said.refused(500, "53200", "the server ran out of memory")
              : server.usual(call);
        });
    fails("53200", () -> statement.executeQuery("select * from plant"));
    connection.commit();
    assertThat(server.heard())
        .filteredOn(call -> call.request() instanceof Request.Open)
        .hasSize(1);
  }

  @Test
  void whoHadNoRoomForARequestDidNothing() throws SQLException {
    connection.setAutoCommit(false);
    server.says(call -> Said.refused(503, "53200", "no memory for more requests now"));
    fails("53200", () -> statement.execute("insert into plant values (1)"));
    server.says(server::usual);
    statement.execute("insert into plant values (1)");
    connection.commit();
  }

  @Test
  void aProxyThatGotNoAnswerInTimeDoesNotKnowEither() {
    server.says(
        call ->
            call.request() instanceof Request.Execute
                ? Said.refused(504, "", "Gateway Timeout")
                : server.usual(call));
    fails("08007", () -> statement.execute("insert into plant values (1)"));
  }
}
