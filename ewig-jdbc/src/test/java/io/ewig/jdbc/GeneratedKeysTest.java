package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All ways to ask for keys that the database made. */
public class GeneratedKeysTest {

  private static final String INSERT = "insert into plant (name) values ('rose')";

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
    statement = connection.createStatement();
    statement.execute(
        "create table plant (id integer generated always as identity primary key,"
            + " name varchar(20) not null unique, height integer default 7)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private List<String> keys() throws SQLException {
    return rows(statement.getGeneratedKeys());
  }

  @Test
  void everyWayToExecuteGivesThem() throws SQLException {
    statement.execute("insert into plant (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
    assertThat(keys()).containsExactly("1 7");
    statement.executeUpdate("insert into plant (name) values ('b')", new String[] {"id"});
    assertThat(keys()).containsExactly("2");
    statement.executeLargeUpdate("insert into plant (name) values ('c')", new int[] {2, 1});
    assertThat(keys()).containsExactly("c 3");
    statement.execute("insert into plant (name) values ('d'), ('e')", new int[] {1});
    assertThat(keys()).containsExactly("4", "5");
    statement.executeUpdate("insert into plant (name) values ('f')", new int[] {1});
    assertThat(keys()).containsExactly("6");
    statement.executeLargeUpdate(
        "insert into plant (name) values ('g')", Statement.RETURN_GENERATED_KEYS);
    assertThat(keys()).containsExactly("7 7");
  }

  @Test
  void whoDoesNotAskGetsNone() throws SQLException {
    statement.executeUpdate(INSERT);
    assertThat(keys()).isEmpty();
    statement.executeUpdate("insert into plant (name) values ('b')", Statement.NO_GENERATED_KEYS);
    assertThat(keys()).isEmpty();
    statement.executeUpdate("insert into plant (name) values ('c')", new String[0]);
    assertThat(keys()).isEmpty();
  }

  @Test
  void theyTellOfThemselves() throws SQLException {
    statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS);
    try (ResultSet keys = statement.getGeneratedKeys()) {
      ResultSetMetaData columns = keys.getMetaData();
      assertThat(columns.getColumnLabel(1)).isEqualTo("id");
      assertThat(columns.isAutoIncrement(1)).isTrue();
      assertThat(columns.getTableName(1)).isEqualTo("plant");
      assertThat(keys.next()).isTrue();
      assertThat(keys.getLong("ID")).isEqualTo(1);
    }
  }

  @Test
  void namesAreFoundInAnyLettersAndWrongOnesUndoTheInsert() throws SQLException {
    statement.executeUpdate(INSERT, new String[] {"ID", "Name"});
    assertThat(keys()).containsExactly("1 rose");
    fails("42703", () -> statement.executeUpdate(INSERT, new String[] {"colour"}));
    fails("42703", () -> statement.executeUpdate(INSERT, new int[] {4}));
    fails("42703", () -> statement.executeUpdate(INSERT, new int[] {0}));
    assertThat(rows(statement.executeQuery("select name from plant"))).containsExactly("rose");
  }

  @Test
  void aBatchGivesThoseOfAllItsRows() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into plant (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
      for (String name : List.of("a", "b", "c")) {
        insert.setString(1, name);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
      assertThat(rows(insert.getGeneratedKeys())).containsExactly("1 7", "2 7", "3 7");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into plant (name) values (?)", new int[] {1})) {
      insert.setString(1, "d");
      insert.addBatch();
      insert.executeBatch();
      assertThat(rows(insert.getGeneratedKeys())).containsExactly("4");
    }
  }

  @Test
  void aTableThatMakesNothingGivesNothing() throws SQLException {
    statement.execute("create table note (text varchar(20))");
    statement.executeUpdate("insert into note values ('x')", Statement.RETURN_GENERATED_KEYS);
    assertThat(keys()).isEmpty();
    statement.executeUpdate("insert into note values ('y')", new int[] {1});
    assertThat(keys()).containsExactly("y");
  }

  @Test
  void onConflictAndMergeGiveTheRowsThatTheyWrote() throws SQLException {
    statement.executeUpdate(INSERT);
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into plant (name) values (?) on conflict (name) do update set height = 9",
            new String[] {"id", "height"})) {
      upsert.setString(1, "rose");
      assertThat(upsert.executeUpdate()).isEqualTo(1);
      assertThat(rows(upsert.getGeneratedKeys())).containsExactly("1 9");
    }
    statement.executeUpdate(
        "insert into plant (name) values ('rose') on conflict do nothing", new String[] {"id"});
    assertThat(keys()).isEmpty();
    statement.executeUpdate(
        "merge into plant p using (values ('rose'), ('oak')) s(name) on p.name = s.name"
            + " when matched then update set height = 1"
            + " when not matched then insert (name) values (s.name)",
        new String[] {"name", "height"});
    assertThat(keys()).containsExactlyInAnyOrder("rose 1", "oak 7");
  }

  @Test
  void aDefaultThatIsDrawnFromASequenceIsAKeyToo() throws SQLException {
    statement.execute("create sequence tickets start with 100");
    statement.execute(
        "create table ticket (id bigint default next value for tickets, text varchar(9))");
    statement.executeUpdate(
        "insert into ticket (text) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
    assertThat(keys()).containsExactly("100", "101");
  }
}
