package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that a BEGIN began, on a connection that otherwise commits by itself. */
public class BegunTransactionsTest {

  private Connection connection;
  private Connection other;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
    other = AnyDatabase.connect();
    statement = connection.createStatement();
    statement.execute("create table plant (id integer primary key)");
    statement.execute("begin");
    statement.execute("insert into plant values (1)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
    other.close();
  }

  private List<String> committed() throws SQLException {
    try (Statement query = other.createStatement()) {
      return rows(query.executeQuery("select id from plant order by id"));
    }
  }

  private PreparedStatement batch(int... ids) throws SQLException {
    PreparedStatement insert = connection.prepareStatement("insert into plant values (?)");
    for (int id : ids) {
      insert.setInt(1, id);
      insert.addBatch();
    }
    return insert;
  }

  @Test
  void aBatchIsAPartOfThem() throws SQLException {
    try (PreparedStatement insert = batch(2, 3)) {
      assertThat(insert.executeBatch()).containsExactly(1, 1);
    }
    statement.addBatch("insert into plant values (4)");
    statement.executeBatch();
    assertThat(committed()).isEmpty();
    statement.execute("rollback");
    assertThat(committed()).isEmpty();
    assertThat(connection.getAutoCommit()).isTrue();
  }

  @Test
  void aBatchThatFailsLeavesThemAsTheyWereBeforeTheOneAtFault() throws SQLException {
    try (PreparedStatement insert = batch(2, 1, 3)) {
      BatchUpdateException failed =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      assertThat(failed.getUpdateCounts()).containsExactly(1);
      assertThat(failed.getMessage()).startsWith("number 2 of the batch failed: ");
    }
    statement.execute("commit");
    assertThat(committed()).containsExactly("1", "2");
  }

  @Test
  void aBatchThatCommitsOnItsWayTellsWhatIsWritten() throws SQLException {
    statement.execute("rollback");
    for (String sql : List.of("insert into plant values (5)", "/* now */ commit")) {
      statement.addBatch(sql);
    }
    statement.addBatch("insert into plant values (6)");
    statement.addBatch("insert into plant values (5)");
    statement.addBatch("insert into plant values (7)");
    BatchUpdateException failed =
        catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
    assertThat(failed.getMessage())
        .startsWith(
            "number 4 of the batch failed, and nothing of it behind its COMMIT, which is number 2,"
                + " is written: ");
    assertThat(failed.getUpdateCounts())
        .containsExactly(
            1, 0, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
    assertThat(committed()).containsExactly("5");
  }

  @Test
  void theConnectionCommitsThemToo() throws SQLException {
    connection.commit();
    assertThat(committed()).containsExactly("1");
    statement.execute("insert into plant values (2)");
    assertThat(committed()).containsExactly("1", "2");
  }

  @Test
  void theConnectionRollsThemBackToo() throws SQLException {
    connection.rollback();
    statement.execute("insert into plant values (2)");
    assertThat(committed()).containsExactly("2");
  }

  @Test
  void theyHaveSavepoints() throws SQLException {
    Savepoint one = connection.setSavepoint();
    statement.execute("insert into plant values (2)");
    connection.rollback(one);
    connection.commit();
    assertThat(committed()).containsExactly("1");
    fails("25000", () -> connection.setSavepoint());
  }

  @Test
  void whatFailsToCommitIsOver() throws SQLException {
    try (Statement first = other.createStatement()) {
      first.execute("insert into plant values (1)");
    }
    fails("40001", () -> statement.execute("commit"));
    statement.execute("insert into plant values (2)");
    assertThat(committed()).containsExactly("1", "2");
    try (PreparedStatement insert = batch(3, 3)) {
      fails("23505", insert::executeBatch);
    }
    assertThat(committed()).containsExactly("1", "2");
  }
}
