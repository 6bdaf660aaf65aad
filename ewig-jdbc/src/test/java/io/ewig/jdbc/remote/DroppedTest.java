package io.ewig.jdbc.remote;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.remote.ScriptedServer.Said;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server hears of all that is not needed any more, even if it is too busy to listen. */
@Timeout(60)
class DroppedTest {

  private final AtomicLong numbers = new AtomicLong(6);
  private ScriptedServer server;
  private Connection connection;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server = new ScriptedServer();
    server.says(this::numbered);
    connection = DriverManager.getConnection(server.url());
    connection.prepareStatement("insert into plant values (1)").close(); // number 7
    server.heard();
  }

  @AfterEach
  void disconnect() throws SQLException, IOException {
    server.says(this::numbered);
    connection.close();
    server.close();
  }

  private Said numbered(Call call) {
    return call.request() instanceof Request.Prepare
        ? Said.of(new Response.Prepared(numbers.incrementAndGet(), false, List.of(), List.of()))
        : server.usual(call);
  }

  private List<List<Long>> dropped() {
    return server.heard().stream().map(Call::dropped).toList();
  }

  @Test
  void aRequestThatDidNothingIsNoLastWord() throws SQLException {
    server.says(call -> Said.refused(503, "53200", "no memory for more requests now"));
    fails("53200", () -> connection.prepareStatement("delete from plant"));
    server.says(call -> Said.failed("55006", "the session is busy with another request"));
    fails("55006", () -> connection.prepareStatement("delete from plant"));
    server.says(this::numbered);
    connection.setReadOnly(true);
    connection.setReadOnly(false);
    assertThat(dropped()).containsExactly(List.of(7L), List.of(7L), List.of(7L), List.of());
  }

  @Test
  void whatAnotherSessionHadIsOverWithIt() throws SQLException {
    server.says(call -> call.session().equals("session1") ? Said.sessionLost() : numbered(call));
    connection.setReadOnly(true);
    assertThat(dropped()).contains(List.of(7L)).last().isEqualTo(List.of());
  }

  @Test
  void whatIsDroppedWhileAServerIsToldOfAnotherWaitsForTheNextRequest() {
    Dropped dropped = new Dropped();
    dropped.begin(1);
    dropped.add(1, 7);
    List<Long> told = dropped.list();
    dropped.add(1, 8);
    dropped.heard(told);
    assertThat(dropped.list()).containsExactly(8L);
  }

  @Test
  void numbersOfAnEarlierTermMeanOtherThingsNow() {
    Dropped dropped = new Dropped();
    dropped.begin(1);
    dropped.add(1, 7);
    dropped.begin(2);
    dropped.add(1, 8);
    dropped.add(2, 9);
    assertThat(dropped.list()).containsExactly(9L);
  }
}
