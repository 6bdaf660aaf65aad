package io.ewig.jdbc.remote;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.remote.ScriptedServer.Said;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import io.ewig.jdbc.wire.SessionState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No statement runs in a session that could not be set as the lost one was. */
@Timeout(60)
class OpenedAgainTest {

  private ScriptedServer server;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server = new ScriptedServer();
    connection = DriverManager.getConnection(server.url());
    connection.setAutoCommit(false);
    statement = connection.createStatement();
    statement.execute("use branch dev"); // which the server says when it ends the transaction
    server.says(
        call ->
            call.request() instanceof Request.Commit
                ? Said.of(
                    new SessionState(false, true, Map.of(Setting.BRANCH, "dev")),
                    new Response.Done(0))
                : server.usual(call));
    connection.commit();
    server.heard();
  }

  @AfterEach
  void disconnect() throws SQLException, IOException {
    server.says(server::usual);
    connection.close();
    server.close();
  }

  /** The first session is lost; what the next ones are told is up to the script. */
  private void loseSession(ScriptedServer.Script next) {
    server.says(call -> call.session().equals("session1") ? Said.sessionLost() : next.answer(call));
  }

  /** The words of the requests in the session in which a statement ran. */
  private List<String> heardBeforeExecution() {
    List<Call> heard = server.heard();
    String session =
        heard.stream()
            .filter(call -> call.request() instanceof Request.Execute)
            .map(Call::session)
            .filter(id -> !id.equals("session1"))
            .findFirst()
            .orElseThrow();
    List<String> words = new ArrayList<>();
    for (Call call : heard) {
      if (call.session().equals(session)) {
        words.add(call.request().toString());
      }
    }
    return words;
  }

  @Test
  void aBranchThatIsGoneIsToldEachTime() throws SQLException {
    loseSession(
        call ->
            call.request() instanceof Request.Change
                ? Said.failed("3D000", "there is no branch dev")
                : server.usual(call));
    fails("3D000", () -> statement.execute("insert into plant values (1)"));
    fails("3D000", () -> statement.execute("insert into plant values (1)"));
    assertThat(connection.getAutoCommit()).isFalse();
    assertThat(server.heard())
        .noneMatch(
            call -> call.request() instanceof Request.Execute && !call.session().equals("session1"))
        .filteredOn(call -> call.request() instanceof Request.End)
        .hasSize(2); // a session that is not as it should be is not left behind
  }

  @Test
  void aServerThatTakesNoMoreForAWhileIsAskedAgain() throws SQLException {
    boolean[] isBusy = {true};
    loseSession(
        call ->
            isBusy[0] && call.request() instanceof Request.AutoCommit
                ? Said.refused(503, "53200", "the server has no memory for more requests now")
                : server.usual(call));
    fails("53200", () -> statement.execute("insert into plant values (1)"));
    assertThat(connection.getAutoCommit()).isFalse();
    server.heard();
    isBusy[0] = false;
    statement.execute("insert into plant values (1)");
    assertThat(heardBeforeExecution())
        .startsWith(
            new Request.AutoCommit(false).toString(),
            new Request.Change(Setting.BRANCH, "dev").toString());
  }

  @Test
  void aConnectionThatIsLostOnTheWayIsMadeAgain() throws SQLException {
    boolean[] isLost = {false};
    loseSession(
        call -> {
          if (!isLost[0] && call.request() instanceof Request.AutoCommit) {
            isLost[0] = true;
            return new Said(200, "", new byte[] {1}); // no message that anybody understands
          }
          return server.usual(call);
        });
    fails("08006", () -> statement.execute("insert into plant values (1)"));
    server.heard();
    statement.execute("insert into plant values (1)");
    assertThat(heardBeforeExecution())
        .startsWith(
            new Request.AutoCommit(false).toString(),
            new Request.Change(Setting.BRANCH, "dev").toString());
  }
}
