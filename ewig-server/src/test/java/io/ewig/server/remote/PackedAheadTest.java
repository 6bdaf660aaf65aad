package io.ewig.server.remote;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that a server packs while its client reads those before. */
@Timeout(60)
class PackedAheadTest {

  private static final int ROWS = 1_000;
  private static final int FETCH_SIZE = 100;
  private static final Pattern PACKED = Pattern.compile("\newig_server_ahead_bytes (\\d+)");

  /** Of which the first rows are there at once, and the next one only after a very long look. */
  private static final String SLOW_AFTER_FIRST_FRAME =
      "SELECT id FROM plant WHERE id < 100 UNION ALL"
          + " SELECT COUNT(*) FROM plant a, plant b, plant c WHERE a.id + b.id + c.id < 0";

  private Ewig engine;
  private EwigServer server;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void plant() throws IOException, SQLException {
    engine = Ewig.inMemory();
    server = EwigServer.start(engine, ServerOptions.local(0));
    connection = DriverManager.getConnection(server.url());
    statement = connection.createStatement();
    statement.execute("CREATE TABLE plant (id INT PRIMARY KEY, name VARCHAR)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO plant VALUES (?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.setString(2, "rose " + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    statement.setFetchSize(FETCH_SIZE);
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
    engine.close();
  }

  private ResultSet all() throws SQLException {
    return statement.executeQuery("SELECT id, name FROM plant ORDER BY id");
  }

  private static void take(ResultSet rows, int from, int to) throws SQLException {
    for (int i = from; i < to; i++) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(i);
    }
  }

  private long packed() throws IOException, InterruptedException {
    URI metrics = URI.create(server.url().replace("jdbc:ewig", "http") + "/metrics");
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
            .body();
    Matcher found = PACKED.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return Long.parseLong(found.group(1));
  }

  private void awaitPacked(boolean isSomething) throws IOException, InterruptedException {
    while (packed() > 0 != isSomething) {
      Thread.sleep(5);
    }
  }

  @Test
  void aFrameIsPackedAheadAndGivenBackWhenItIsRead() throws Exception {
    try (ResultSet rows = all()) {
      awaitPacked(true);
      long one = packed();
      assertThat(one).isLessThan(FETCH_SIZE * 20L);
      take(rows, 0, ROWS);
      assertThat(rows.next()).isFalse();
    }
    assertThat(packed()).isZero();
  }

  @Test
  void whatWasPackedGoesWithTheResultAndWithTheConnection() throws Exception {
    ResultSet rows = all();
    awaitPacked(true);
    rows.close();
    statement.execute("VALUES 1");
    assertThat(packed()).isZero();
    ResultSet others = all();
    awaitPacked(true);
    connection.close();
    awaitPacked(false);
    fails("08003", others::next);
  }

  @Test
  void rowsAreThoseOfTheMomentOfTheStatementWhateverIsWrittenBetweenFrames() throws Exception {
    connection.setAutoCommit(false);
    try (ResultSet rows = all();
        Statement other = connection.createStatement()) {
      take(rows, 0, FETCH_SIZE);
      awaitPacked(true);
      other.executeUpdate("UPDATE plant SET name = 'lily' WHERE id < 300");
      try (ResultSet few = other.executeQuery("SELECT COUNT(*) FROM plant WHERE name = 'lily'")) {
        assertThat(few.next()).isTrue();
        assertThat(few.getInt(1)).isEqualTo(300);
      }
      take(rows, FETCH_SIZE, ROWS);
      assertThat(rows.next()).isFalse();
    }
    connection.rollback();
  }

  @Test
  void twoResultsOfAConnectionKeepTheirRowsApart() throws Exception {
    try (ResultSet rows = all();
        Statement other = connection.createStatement()) {
      other.setFetchSize(FETCH_SIZE / 2);
      take(rows, 0, FETCH_SIZE / 2);
      try (ResultSet same = other.executeQuery("SELECT id FROM plant ORDER BY id")) {
        for (int from = 0; from < ROWS / 2; from += FETCH_SIZE / 2) {
          take(same, from, from + FETCH_SIZE / 2);
          take(rows, FETCH_SIZE / 2 + from, FETCH_SIZE + from);
        }
      }
      take(rows, FETCH_SIZE / 2 + ROWS / 2, ROWS);
    }
  }

  @Test
  void aFailureComesBehindTheRowsBeforeIt() throws Exception {
    try (ResultSet rows = statement.executeQuery("SELECT id, 1 / (150 - id) FROM plant")) {
      take(rows, 0, 150);
      fails("22012", rows::next);
    }
    assertThat(packed()).isZero();
  }

  @Test
  void aCancelledResultGivesNoRowsThatWerePackedAhead() throws Exception {
    try (ResultSet rows = all()) {
      take(rows, 0, 10);
      awaitPacked(true);
      statement.cancel();
      fails("57014", rows::next);
    }
    statement.execute("VALUES 1");
    assertThat(packed()).isZero();
  }

  @Test
  void aResultThatIsDroppedWhileItsNextRowIsLookedForHoldsNobodyUp() throws Exception {
    ResultSet rows = statement.executeQuery(SLOW_AFTER_FIRST_FRAME);
    take(rows, 0, FETCH_SIZE);
    rows.close();
    long from = System.nanoTime();
    statement.execute("VALUES 1");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aConnectionThatIsClosedWhileItsNextRowIsLookedForIsFreed() throws Exception {
    ResultSet rows = statement.executeQuery(SLOW_AFTER_FIRST_FRAME);
    take(rows, 0, FETCH_SIZE);
    connection.close();
    while (server.sessions() > 0) {
      Thread.sleep(5);
    }
    awaitPacked(false);
  }
}
