package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every method of what is closed is refused, but for those that JDBC exempts, and those whose
 * answer needs nothing.
 */
class AfterCloseTest {

  /** A pool must not throw away a connection because a statement of it is closed. */
  private static final Set<String> STATES = Set.of("08003", "HY010", "HYC00", "22023");

  private static final Set<String> EXEMPT =
      Set.of("close", "isClosed", "isValid", "abort", "unwrap", "isWrapperFor");

  /** Of the JDK's own defaults, or true for ever. */
  private static final Set<String> NEEDS_NOTHING =
      Set.of(
          "beginRequest",
          "endRequest",
          "enquoteLiteral",
          "enquoteIdentifier",
          "enquoteNCharLiteral",
          "isSimpleIdentifier",
          "setTypeMap",
          "getTypeMap",
          "getConnection",
          "getType",
          "getConcurrency",
          "getFetchDirection",
          "setFetchDirection",
          "rowUpdated",
          "rowInserted",
          "rowDeleted");

  @Test
  void refusesAllOfAClosedConnection() throws Exception {
    Connection connection = Fakes.connect();
    connection.close();
    check(Connection.class, connection, Set.of("setClientInfo"));
  }

  @Test
  void refusesAllOfAClosedStatement() throws Exception {
    try (Connection connection = Fakes.connect()) {
      Statement statement = connection.createStatement();
      statement.close();
      check(Statement.class, statement, Set.of());
      assertThat(connection.isClosed()).isFalse();
    }
  }

  @Test
  void refusesAllOfAClosedPreparedStatement() throws Exception {
    try (Connection connection = Fakes.connect()) {
      PreparedStatement statement = connection.prepareStatement("write ?");
      statement.close();
      check(PreparedStatement.class, statement, Set.of());
    }
  }

  @Test
  void refusesAllOfAClosedResult() throws Exception {
    try (Connection connection = Fakes.connect()) {
      ResultSet result = connection.createStatement().executeQuery("numbers 1");
      result.next();
      result.close();
      check(ResultSet.class, result, Set.of());
    }
  }

  @Test
  void closesStatementsAndResultsWithTheirConnection() throws Exception {
    Connection connection = Fakes.connect();
    Statement statement = connection.createStatement();
    ResultSet result = statement.executeQuery("numbers 1");
    PreparedStatement prepared = connection.prepareStatement("write ?");
    connection.close();
    assertThat(statement.isClosed()).isTrue();
    assertThat(prepared.isClosed()).isTrue();
    assertThat(result.isClosed()).isTrue();
    for (Closing closing : new Closing[] {result::close, statement::close, prepared::close}) {
      assertThatCode(closing::close).doesNotThrowAnyException();
    }
    Fakes.fails("08003", statement::getMaxRows);
    Fakes.fails("08003", () -> prepared.setInt(1, 1));
    Fakes.fails("08003", result::next);
  }

  private interface Closing {
    void close() throws SQLException;
  }

  private static void check(Class<?> type, Object closed, Set<String> alsoExempt) throws Exception {
    Set<String> accepted = new TreeSet<>();
    for (Method method : type.getMethods()) {
      String name = method.getName();
      if (EXEMPT.contains(name) || alsoExempt.contains(name)) {
        continue;
      }
      try {
        ResultSetTest.invoke(method, closed, ResultSetTest.defaults(method));
        accepted.add(name);
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(method + ": " + e).isIn(STATES);
        assertThat(e.getSQLState().equals("08003") && type != Connection.class)
            .as(method + " must not look like a lost connection")
            .isFalse();
      } catch (NullPointerException e) {
        assertThat(NEEDS_NOTHING).contains(name);
      }
    }
    accepted.removeAll(NEEDS_NOTHING);
    assertThat(accepted).isEmpty();
  }
}
