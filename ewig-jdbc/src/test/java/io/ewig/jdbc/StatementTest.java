package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.link;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementTest {

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = Fakes.connect();
    statement = connection.createStatement();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void givesRowsOrACount() throws SQLException {
    assertThat(statement.execute("numbers 2")).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(rows(statement.getResultSet())).containsExactly("1 word 1", "2 word 2");
    assertThat(statement.execute("write 5")).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(1);
    assertThat(statement.getLargeUpdateCount()).isEqualTo(1);
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.executeUpdate("create")).isZero();
    assertThat(statement.executeLargeUpdate("write 6")).isEqualTo(1);
  }

  @Test
  void endsTheClassicLoop() throws SQLException {
    statement.execute("numbers 1");
    int results = 0;
    boolean isRows = true;
    while (isRows || statement.getUpdateCount() != -1) {
      results++;
      isRows = statement.getMoreResults();
    }
    assertThat(results).isEqualTo(1);
    statement.execute("write 1");
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void takesASemicolonAtTheEnd() throws SQLException {
    assertThat(rows(statement.executeQuery("numbers 1;"))).hasSize(1);
  }

  @Test
  void refusesRowsForAnUpdateAndTheOtherWayRound() throws SQLException {
    fails("07005", () -> statement.executeQuery("write 1"));
    fails("07003", () -> statement.executeUpdate("numbers 1"));
    fails("07003", () -> statement.executeLargeUpdate("numbers 1", 1));
    assertThat(link(connection).written).isEmpty();
  }

  @Test
  void refusesTextsItCannotRun() {
    fails("22023", () -> statement.execute(null));
    fails("07001", () -> statement.execute("write ?"));
    assertThat(fails("42601", () -> statement.execute("frobnicate")).getMessage())
        .contains("frobnicate");
  }

  @Test
  void closesTheResultBeforeTheNext() throws SQLException {
    ResultSet first = statement.executeQuery("numbers 5");
    first.next();
    ResultSet second = statement.executeQuery("numbers 5");
    assertThat(first.isClosed()).isTrue();
    assertThat(second.isClosed()).isFalse();
    statement.close();
    assertThat(second.isClosed()).isTrue();
    assertThat(link(connection).rowsOpen).isZero();
    assertThat(connection.isClosed()).isFalse();
  }

  @Test
  void keepsAResultWhenTold() throws SQLException {
    ResultSet first = statement.executeQuery("numbers 5");
    assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
    assertThat(first.isClosed()).isFalse();
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
    assertThat(first.isClosed()).isTrue();
    ResultSet second = statement.executeQuery("numbers 5");
    statement.getMoreResults(Statement.CLOSE_CURRENT_RESULT);
    assertThat(second.isClosed()).isTrue();
    fails("22023", () -> statement.getMoreResults(77));
  }

  @Test
  void closesWithItsResultWhenTold() throws SQLException {
    statement.closeOnCompletion();
    assertThat(statement.isCloseOnCompletion()).isTrue();
    statement.executeQuery("numbers 1");
    ResultSet second = statement.executeQuery("numbers 1");
    assertThat(statement.isClosed()).isFalse();
    second.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void appliesMaxRows() throws SQLException {
    statement.setMaxRows(2);
    ResultSet result = statement.executeQuery("numbers 5");
    assertThat(link(connection).lastAsk.rowsMax()).isEqualTo(2);
    result.next();
    assertThat(result.isLast()).isFalse();
    result.next();
    assertThat(result.isLast()).isTrue();
    assertThat(result.next()).isFalse();
    statement.setLargeMaxRows(5_000_000_000L);
    assertThat(statement.getLargeMaxRows()).isEqualTo(5_000_000_000L);
    assertThat(statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
    fails("22023", () -> statement.setMaxRows(-1));
  }

  @Test
  void cutsFields() throws SQLException {
    statement.setMaxFieldSize(3);
    assertThat(rows(statement.executeQuery("numbers 1"))).containsExactly("1 wor");
    fails("22023", () -> statement.setMaxFieldSize(-1));
  }

  @Test
  void passesSettingsOn() throws SQLException {
    statement.setFetchSize(20);
    statement.setQueryTimeout(3);
    statement.execute("numbers 1");
    assertThat(link(connection).lastAsk.fetchSize()).isEqualTo(20);
    assertThat(link(connection).lastAsk.timeoutMillis()).isEqualTo(3_000);
    assertThat(statement.getResultSet().getFetchSize()).isEqualTo(20);
    assertThat(statement.getQueryTimeout()).isEqualTo(3);
    fails("22023", () -> statement.setQueryTimeout(-1));
    fails("22023", () -> statement.setFetchSize(-1));
    statement.setFetchDirection(ResultSet.FETCH_REVERSE);
    assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
    fails("22023", () -> statement.setFetchDirection(77));
    statement.setPoolable(true);
    assertThat(statement.isPoolable()).isTrue();
    statement.setEscapeProcessing(false);
    fails("HYC00", () -> statement.setCursorName("c"));
    assertThat(statement.getResultSetHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(statement.getConnection()).isSameAs(connection);
  }

  @Test
  void stopsFromAnotherThreadAndStaysUsable() throws Exception {
    var thread = new Thread(() -> fails("57014", () -> statement.executeQuery("sleep")), "sleeper");
    thread.start();
    while (!link(connection).journal.contains("asleep")) {
      Thread.onSpinWait();
    }
    statement.cancel();
    thread.join();
    assertThat(rows(statement.executeQuery("numbers 1"))).hasSize(1);
  }

  @Test
  void isStoppedWhileItIsBeingUnderstood() throws SQLException {
    link(connection).whilePreparing = statement::cancel;
    fails("57014", () -> statement.execute("write 1"));
    fails("57014", () -> statement.executeUpdate("write 1"));
    fails("57014", () -> statement.executeQuery("numbers 1"));
    link(connection).whilePreparing = null;
    assertThat(link(connection).written).isEmpty();
    assertThat(rows(statement.executeQuery("numbers 1"))).hasSize(1);
  }

  @Test
  void cancelsNothingWhenIdle() throws SQLException {
    statement.cancel();
    assertThat(rows(statement.executeQuery("numbers 1"))).hasSize(1);
    statement.cancel();
    statement.execute("write 1");
    statement.cancel();
    assertThat(rows(statement.executeQuery("numbers 1"))).hasSize(1);
  }

  @Test
  void givesKeys() throws SQLException {
    statement.executeUpdate("write 7", Statement.RETURN_GENERATED_KEYS);
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("7");
    statement.executeUpdate("write 8", new String[] {"number"});
    assertThat(statement.getGeneratedKeys().getMetaData().getColumnLabel(1)).isEqualTo("number");
    statement.executeUpdate("write 9", new int[] {2});
    assertThat(statement.getGeneratedKeys().getMetaData().getColumnLabel(1)).isEqualTo("column[2]");
    statement.execute("write 9", 1);
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("9");
    fails("22023", () -> statement.execute("write 9", 77));
  }

  @Test
  void givesNoKeysRatherThanAnError() throws SQLException {
    assertThat(rows(statement.getGeneratedKeys())).isEmpty();
    statement.executeUpdate("write 7");
    assertThat(rows(statement.getGeneratedKeys())).isEmpty();
    statement.executeQuery("numbers 1");
    assertThat(rows(statement.getGeneratedKeys())).isEmpty();
  }

  @Test
  void runsBatches() throws SQLException {
    statement.addBatch("write 1");
    statement.addBatch("create");
    statement.addBatch("write 2");
    assertThat(statement.executeBatch()).containsExactly(1, 0, 1);
    assertThat(link(connection).written).containsExactly("1", "2");
    assertThat(link(connection).journal).containsSubsequence("autocommit false", "commit");
    assertThat(connection.getAutoCommit()).isTrue();
    assertThat(statement.executeBatch()).isEmpty();
    statement.addBatch("write 3");
    statement.clearBatch();
    assertThat(statement.executeLargeBatch()).isEmpty();
  }

  @Test
  void tellsHowFarABatchCame() throws SQLException {
    connection.setAutoCommit(false);
    statement.addBatch("write 1");
    statement.addBatch("write 13");
    statement.addBatch("write 2");
    var error = (BatchUpdateException) fails("23505", statement::executeBatch);
    assertThat(error.getUpdateCounts()).containsExactly(1);
    assertThat(error.getMessage()).contains("number 2 of the batch");
    assertThat(link(connection).written).containsExactly("1");
    statement.addBatch("numbers 1");
    fails("07003", statement::executeBatch);
  }

  @Test
  void writesABatchAsAWholeOrNotAtAllWhenItCommitsByItself() throws SQLException {
    statement.addBatch("write 1");
    statement.addBatch("write 13");
    var error = (BatchUpdateException) fails("23505", statement::executeBatch);
    assertThat(error.getLargeUpdateCounts()).containsOnly(Statement.EXECUTE_FAILED).hasSize(2);
    assertThat(error.getMessage()).startsWith("number 2 of the batch failed, and nothing of it");
    assertThat(link(connection).written).isEmpty();
    assertThat(connection.getAutoCommit()).isTrue();
  }

  @Test
  void passesWarningsOn() throws SQLException {
    link(connection).warning = new SQLWarning("mind the gap", "01000");
    statement.execute("write 1");
    assertThat(statement.getWarnings().getMessage()).isEqualTo("mind the gap");
    statement.execute("write 2");
    assertThat((Object) statement.getWarnings()).isNull();
    link(connection).warning = new SQLWarning("mind the gap", "01000");
    statement.execute("write 1");
    statement.clearWarnings();
    assertThat((Object) statement.getWarnings()).isNull();
  }

  @Test
  void quotesAsTheGrammarDoes() throws SQLException {
    assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it''s'");
    assertThat(statement.enquoteIdentifier("a b", false)).isEqualTo("\"a b\"");
    assertThat(statement.isSimpleIdentifier("abc")).isTrue();
  }

  @Test
  void closesMoreThanOnce() throws SQLException {
    statement.close();
    statement.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void unwrapsToItself() throws SQLException {
    assertThat(statement.isWrapperFor(Statement.class)).isTrue();
    assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
    fails("22023", () -> statement.unwrap(String.class));
    fails("22023", () -> statement.isWrapperFor(null));
  }
}
