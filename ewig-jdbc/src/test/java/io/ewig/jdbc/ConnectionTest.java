package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.link;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.connection.EwigConnection;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.result.EwigResultSet;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = Fakes.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void startsAsJdbcHasIt() throws SQLException {
    assertThat(connection.getAutoCommit()).isTrue();
    assertThat(connection.isReadOnly()).isFalse();
    assertThat(connection.isClosed()).isFalse();
    assertThat(connection.getCatalog()).isEqualTo("fake");
    assertThat(connection.getSchema()).isEqualTo("public");
    assertThat((Object) connection.getWarnings()).isNull();
    assertThat(connection.getTypeMap()).isEmpty();
    assertThat(connection.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertThat(connection.getTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    assertThat(connection.nativeSQL("{fn now()}")).isEqualTo("{fn now()}");
  }

  @Test
  void commitsAndRollsBack() throws SQLException {
    connection.setAutoCommit(false);
    write(1);
    connection.commit();
    write(2);
    connection.rollback();
    write(3);
    connection.setAutoCommit(true);
    assertThat(link(connection).written).containsExactly("1", "3");
  }

  @Test
  void doesNothingAtACommitThatCameByItself() throws SQLException {
    connection.commit();
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(link(connection).journal).isEmpty();
  }

  @Test
  void goesBackToSavepoints() throws SQLException {
    connection.setAutoCommit(false);
    write(1);
    Savepoint named = connection.setSavepoint("here");
    write(2);
    Savepoint numbered = connection.setSavepoint();
    write(3);
    connection.rollback(numbered);
    assertThat(link(connection).written).containsExactly("1", "2");
    connection.rollback(named);
    assertThat(link(connection).written).containsExactly("1");
    connection.releaseSavepoint(named);
    assertThat(named.getSavepointName()).isEqualTo("here");
    assertThat(numbered.getSavepointId()).isEqualTo(2);
    fails("3B001", named::getSavepointId);
    fails("3B001", numbered::getSavepointName);
    connection.commit();
    fails("3B001", () -> connection.rollback(named));
    fails("3B001", () -> connection.releaseSavepoint(numbered));
  }

  @Test
  void hasNoSavepointsOutsideOfTransactions() {
    fails("25000", () -> connection.setSavepoint());
    fails("25000", () -> connection.setSavepoint("x"));
  }

  @Test
  void takesWeakerIsolationForItsOwn() throws SQLException {
    for (int level :
        new int[] {
          Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ
        }) {
      connection.setTransactionIsolation(level);
      assertThat(connection.getMetaData().supportsTransactionIsolationLevel(level)).isTrue();
      assertThat(connection.getTransactionIsolation()).isGreaterThanOrEqualTo(level);
    }
    fails("HYC00", () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    fails("22023", () -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
    fails("22023", () -> connection.setTransactionIsolation(77));
  }

  @Test
  void refusesWritesWhenReadOnly() throws SQLException {
    connection.setReadOnly(true);
    assertThat(connection.isReadOnly()).isTrue();
    assertThat(connection.getMetaData().isReadOnly()).isTrue();
    fails("25006", () -> write(1));
    connection.setReadOnly(false);
    write(1);
  }

  @Test
  void isValidOnlyIfTheLinkIs() throws SQLException {
    assertThat(connection.isValid(0)).isTrue();
    assertThat(connection.isValid(5)).isTrue();
    fails("22023", () -> connection.isValid(-1));
    link(connection).isBroken = true;
    assertThat(connection.isValid(1)).isFalse();
    connection.close();
    assertThat(connection.isValid(1)).isFalse();
  }

  @Test
  void isNotValidWhileItDoesNotAnswer() throws Exception {
    Statement statement = connection.createStatement();
    Thread sleeper = sleep(statement);
    assertThat(connection.isValid(1)).isFalse();
    statement.cancel();
    sleeper.join();
    assertThat(connection.isValid(1)).isTrue();
  }

  @Test
  void knowsOneCatalog() throws SQLException {
    connection.setCatalog("fake");
    connection.setCatalog("");
    connection.setCatalog(null);
    fails("3D000", () -> connection.setCatalog("other"));
  }

  @Test
  void looksUpNamesInItsSchema() throws SQLException {
    connection.setSchema("shop");
    assertThat(connection.getSchema()).isEqualTo("shop");
  }

  @Test
  void keepsClientInfo() throws SQLException {
    connection.setClientInfo("ApplicationName", "till");
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("till");
    assertThat(link(connection).get(Setting.APPLICATION_NAME)).isEqualTo("till");
    assertThat((Object) connection.getWarnings()).isNull();
    connection.setClientInfo("Colour", "red");
    assertThat(connection.getWarnings().getMessage()).contains("Colour").contains("ClientUser");
    assertThat(connection.getClientInfo("Colour")).isNull();
    var info = new Properties();
    info.setProperty("ClientUser", "ann");
    info.setProperty("Weight", "heavy");
    connection.setClientInfo(info);
    assertThat(connection.getClientInfo()).isEqualTo(Map.of("ClientUser", "ann"));
    assertThat(connection.getWarnings().getNextWarning().getMessage()).contains("Weight");
  }

  @Test
  void takesTheApplicationNameFromTheUrl() throws SQLException {
    try (Connection named = new EwigDriver().connect(Fakes.URL + "?applicationName=till", null)) {
      assertThat(named.getClientInfo("ApplicationName")).isEqualTo("till");
    }
  }

  @Test
  void givesLessThanAskedForWithAWarning() throws SQLException {
    Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
    assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
    assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
    SQLWarning warning = connection.getWarnings();
    assertThat(warning.getSQLState()).isEqualTo("01000");
    assertThat((Object) warning.getNextWarning()).isNull();
    connection.clearWarnings();
    assertThat((Object) connection.getWarnings()).isNull();
    connection.prepareStatement(
        "numbers 1", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    assertThat((Object) connection.getWarnings()).isNull();
    fails("22023", () -> connection.createStatement(1, ResultSet.CONCUR_READ_ONLY));
    fails("22023", () -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 1));
    fails(
        "22023",
        () ->
            connection.createStatement(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, 77));
  }

  @Test
  void closesResultsWithTheirTransaction() throws SQLException {
    connection.setAutoCommit(false);
    ResultSet result = connection.createStatement().executeQuery("numbers 3");
    result.next();
    connection.commit();
    assertThat(result.isClosed()).isTrue();
    assertThat(link(connection).rowsOpen).isZero();
    fails("HY010", result::next);
  }

  @Test
  void keepsResultsThatHold() throws SQLException {
    connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    connection.setAutoCommit(false);
    ResultSet result = connection.createStatement().executeQuery("numbers 3");
    assertThat(result.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    result.next();
    connection.commit();
    assertThat(link(connection).rowsOpen).isZero();
    connection.rollback();
    assertThat(result.getRow()).isEqualTo(1);
    assertThat(result.getInt(1)).isEqualTo(1);
    result.next();
    assertThat(result.getInt(1)).isEqualTo(2);
    result.next();
    assertThat(result.isLast()).isTrue();
    assertThat(result.next()).isFalse();
  }

  @Test
  void resultsThatWereLeftWithTheirStatementsAreClosed() throws SQLException {
    for (int i = 0; i < 100; i++) {
      connection.createStatement().executeQuery("numbers 3").next();
    }
    for (int tries = 0; tries < 500 && link(connection).rowsOpen > 50; tries++) {
      System.gc();
      connection.createStatement().executeQuery("numbers 3").close();
    }
    assertThat(link(connection).rowsOpen).isLessThan(51); // the last may be at hand somewhere
    ResultSet held = connection.createStatement().executeQuery("numbers 3");
    for (int number = 1; number <= 3; number++) {
      System.gc();
      assertThat(held.next()).isTrue();
      assertThat(held.getInt(1)).isEqualTo(number);
    }
  }

  @Test
  void aResultThatIsTooLongToKeepGoesOnWhereItWas() throws SQLException {
    try (ResultSet result = connection.createStatement().executeQuery("numbers 5")) {
      result.next();
      for (int i = 0; i < 2; i++) {
        fails("54000", () -> result.unwrap(EwigResultSet.class).keep(2));
      }
      assertThat(result.getInt(1)).isEqualTo(1);
      for (int number = 2; number <= 5; number++) {
        assertThat(result.next()).isTrue();
        assertThat(result.getRow()).isEqualTo(number);
        assertThat(result.getInt(1)).isEqualTo(number);
      }
      assertThat(result.next()).isFalse();
    }
  }

  @Test
  void keepsResultsOfOtherStatementsWhenItCommitsByItself() throws SQLException {
    ResultSet result = connection.createStatement().executeQuery("numbers 3");
    result.next();
    write(1);
    assertThat(result.next()).isTrue();
  }

  @Test
  void makesValues() throws SQLException {
    Array array = connection.createArrayOf("integer", new Object[] {1, "2", 3L, null});
    assertThat((Integer[]) array.getArray()).containsExactly(1, 2, 3, null);
    assertThat(array.getBaseType()).isEqualTo(Types.INTEGER);
    assertThat(array.getBaseTypeName()).isEqualTo("INTEGER");
    assertThat((Object[]) array.getArray(2, 2)).containsExactly(2, 3);
    assertThat(rows(array.getResultSet())).containsExactly("1 1", "2 2", "3 3", "4 null");
    assertThat(rows(array.getResultSet(3, 1))).containsExactly("3 3");
    fails("22023", () -> array.getArray(0, 1));
    fails("22023", () -> connection.createArrayOf("colour", new Object[0]));
    array.free();
    fails("22023", array::getArray);
    assertThat(connection.createStruct("pair", new Object[] {1, "x"}).getAttributes())
        .containsExactly(1, "x");
    assertThat(connection.createClob().length()).isZero();
    assertThat(connection.createNClob().length()).isZero();
    assertThat(connection.createBlob().length()).isZero();
  }

  @Test
  void refusesWhatThereIsNothingBehindFor() throws SQLException {
    List<Throwable> refusals = new ArrayList<>();
    refusals.add(fails("HYC00", () -> connection.createSQLXML()));
    refusals.add(fails("HYC00", () -> connection.setTypeMap(Map.of("x", String.class))));
    refusals.add(fails("HYC00", () -> connection.setShardingKey(null)));
    assertThat(refusals).allMatch(error -> error instanceof SQLFeatureNotSupportedException);
    connection.setTypeMap(Map.of());
  }

  @Test
  void unwrapsToItselfAndWhatIsBehind() throws SQLException {
    assertThat(connection.isWrapperFor(EwigConnection.class)).isTrue();
    assertThat(connection.isWrapperFor(String.class)).isFalse();
    fails("22023", () -> connection.unwrap(String.class));
    fails("22023", () -> connection.unwrap(null));
    fails("22023", () -> connection.isWrapperFor(null));
    EwigConnection own = connection.unwrap(EwigConnection.class);
    own.setBranch("dev");
    assertThat(own.getBranch()).isEqualTo("dev");
    own.setSetting(Setting.AS_OF, "2026-01-31T12:00:00Z");
    assertThat(own.getSetting(Setting.AS_OF)).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(own.getSetting(Setting.VALID_AT)).isNull();
  }

  @Test
  void keepsTheNetworkTimeout() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 1_500);
    assertThat(connection.getNetworkTimeout()).isEqualTo(1_500);
    assertThat(link(connection).journal).contains("network timeout 1500");
    fails("22023", () -> connection.setNetworkTimeout(null, -1));
  }

  @Test
  void closesOnce() throws SQLException {
    var link = link(connection);
    ResultSet result = connection.createStatement().executeQuery("numbers 3");
    connection.close();
    connection.close();
    assertThat(link.journal).filteredOn("close"::equals).hasSize(1);
    assertThat(link.rowsOpen).isZero();
    assertThat(result.isClosed()).isTrue();
    fails("08003", result::next);
  }

  @Test
  void stopsWhatRunsWhenItIsClosed() throws Exception {
    Thread sleeper = sleep(connection.createStatement());
    connection.close();
    sleeper.join();
    assertThat(connection.isClosed()).isTrue();
  }

  @Test
  void abortsWithoutWaiting() throws Exception {
    Link link = link(connection);
    Thread sleeper = sleep(connection.createStatement());
    List<Runnable> later = new ArrayList<>();
    connection.abort(later::add);
    assertThat(connection.isClosed()).isTrue();
    sleeper.join();
    later.forEach(Runnable::run);
    assertThat(((io.ewig.jdbc.fake.FakeLink) link).journal).endsWith("close");
    connection.abort(later::add);
    assertThat(later).hasSize(1);
  }

  @Test
  void needsAnExecutorToAbort() {
    fails("22023", () -> connection.abort(null));
  }

  @Test
  void turnsDefectsIntoSqlExceptions() {
    Throwable error = fails("XX000", () -> connection.createStatement().execute("crash"));
    assertThat(error.getCause()).hasMessage("a wheel came off");
  }

  @Test
  void passesErrorsOn() {
    assertThat(fails("42601", () -> connection.prepareStatement("frobnicate")))
        .isInstanceOf(java.sql.SQLSyntaxErrorException.class);
    fails("22023", () -> connection.prepareStatement(null));
  }

  /** Returns once the statement runs. */
  private Thread sleep(Statement statement) throws Exception {
    var journal = link(connection).journal;
    var started = new CountDownLatch(1);
    var thread =
        new Thread(
            () -> {
              started.countDown();
              fails("57014", () -> statement.executeQuery("sleep"));
            });
    thread.start();
    started.await();
    while (!journal.contains("asleep")) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private void write(int number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("write " + number);
    }
  }
}
