package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static io.ewig.jdbc.Fakes.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements about one row by its primary key, which most statements of applications are. */
class ByKeyTest {

  private static final String URL = "jdbc:ewig:mem:by-key";

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection(URL);
    statement = connection.createStatement();
    statement.execute(
        "create table plant (garden integer, id integer, height bigint, name varchar(20) unique,"
            + " note json, primary key (garden, id), check (height < 1000))");
    statement.execute(
        "create table visit (id integer primary key, garden integer, plant integer,"
            + " foreign key (garden, plant) references plant (garden, id) on delete cascade)");
    statement.execute(
        "insert into plant values (1, 1, 10, 'rose', '{\"a\":1}'), (1, 2, 20, 'oak', null),"
            + " (2, 1, 30, null, '[]')");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      set(prepared, parameters);
      return prepared.executeUpdate();
    }
  }

  private List<String> read(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      set(prepared, parameters);
      return rows(prepared.executeQuery());
    }
  }

  private static final String RAISE =
      "update plant set height = height + ? where garden = ? and id = ?";

  private List<String> heights() throws SQLException {
    return read("select garden, id, height from plant order by garden, id");
  }

  @Test
  void changesTheRowAndNoOther() throws SQLException {
    assertThat(update(RAISE, 5, 1, 2)).isEqualTo(1);
    assertThat(heights()).containsExactly("1 1 10", "1 2 25", "2 1 30");
    assertThat(read("select name, note from plant where garden = 1 and id = 2"))
        .containsExactly("oak null");
    assertThat(update(RAISE, 5, 3, 2)).isZero();
    assertThat(update("delete from plant where garden = ? and id = ?", 1, 1)).isEqualTo(1);
    assertThat(update("delete from plant where garden = ? and id = ?", 1, 1)).isZero();
    assertThat(heights()).containsExactly("1 2 25", "2 1 30");
  }

  @Test
  void takesKeysOfOtherTypesAndFindsNothingByNull() throws SQLException {
    assertThat(update(RAISE, 5L, (short) 1, "2")).isEqualTo(1);
    assertThat(update(RAISE, 5, 1L, null)).isZero();
    assertThat(update(RAISE, null, 1, 1)).isEqualTo(1);
    assertThat(heights()).containsExactly("1 1 null", "1 2 25", "2 1 30");
    assertThat(update("delete from plant where garden = ? and id = ?", null, 1)).isZero();
    assertThat(update(RAISE + " and height > ?", 1, 2, 1, 30)).isZero();
    assertThat(update(RAISE + " and height > ?", 1, 2, 1, 29)).isEqualTo(1);
    assertThat(update("update plant set height = 1 where garden = 2 and id in (?, ?)", 1, 7))
        .isEqualTo(1);
    assertThat(heights()).containsExactly("1 1 null", "1 2 25", "2 1 1");
  }

  @Test
  void theKeyItselfCanChange() throws SQLException {
    assertThat(update("update plant set id = id + 7 where garden = ? and id = ?", 1, 2))
        .isEqualTo(1);
    assertThat(heights()).containsExactly("1 1 10", "1 9 20", "2 1 30");
    fails("23505", () -> update("update plant set id = 1 where garden = ? and id = ?", 1, 9));
    assertThat(heights()).containsExactly("1 1 10", "1 9 20", "2 1 30");
  }

  @Test
  void whatRowsMustFulfilIsAsked() throws SQLException {
    fails("23514", () -> update(RAISE, 990, 1, 1));
    String rename = "update plant set name = ? where garden = ? and id = ?";
    fails("23505", () -> update(rename, "oak", 1, 1));
    fails("22001", () -> update(rename, "a name of more than twenty letters", 1, 1));
    fails("22032", () -> update("update plant set note = ? where garden = 1 and id = 1", "{"));
    update("insert into visit values (?, ?, ?)", 1, 1, 1);
    fails("23503", () -> update("insert into visit values (?, ?, ?)", 2, 1, 7));
    fails("23503", () -> update("update plant set id = 5 where garden = 1 and id = ?", 1));
    fails("23503", () -> update("update visit set plant = ? where id = ?", 7, 1));
    assertThat(update("update visit set plant = ? where id = ?", 2, 1)).isEqualTo(1);
    assertThat(update("delete from plant where garden = ? and id = ?", 1, 2)).isEqualTo(1);
    assertThat(read("select id from visit")).isEmpty();
    assertThat(heights()).containsExactly("1 1 10", "2 1 30");
  }

  @Test
  void givesBackWhatIsAskedFor() throws SQLException {
    assertThat(read(RAISE + " returning height, note", 5, 1, 1)).containsExactly("15 {\"a\":1}");
    assertThat(read("delete from plant where garden = ? and id = ? returning name", 1, 1))
        .containsExactly("rose");
    assertThat(read(RAISE + " returning height", 5, 1, 1)).isEmpty();
    try (PreparedStatement prepared = connection.prepareStatement(RAISE, new String[] {"height"})) {
      set(prepared, 5, 1, 2);
      assertThat(prepared.executeUpdate()).isEqualTo(1);
      assertThat(rows(prepared.getGeneratedKeys())).containsExactly("25");
    }
  }

  @Test
  void aRowThatEndsIsChangedUntilItEnds() throws SQLException {
    statement.execute(
        "insert into plant (garden, id, height, _valid_from, _valid_to) values"
            + " (3, 1, 1, timestamp with time zone '2020-01-01 00:00:00+00:00',"
            + " timestamp with time zone '2199-01-01 00:00:00+00:00'),"
            + " (3, 1, 2, timestamp with time zone '2199-01-01 00:00:00+00:00', null),"
            + " (3, 2, 3, timestamp with time zone '2199-01-01 00:00:00+00:00', null)");
    String all = "select height, _valid_to from plant for valid_time all where garden = 3";
    assertThat(update(RAISE, 10, 3, 1)).isEqualTo(1);
    assertThat(read(all + " and id = 1"))
        .containsExactly(
            "1 " + read("select _valid_from from plant where garden = 3 and id = 1").get(0),
            "11 2199-01-01 00:00:00+00:00",
            "2 null");
    assertThat(update(RAISE, 10, 3, 2)).isZero();
    assertThat(update("delete from plant where garden = ? and id = ?", 3, 1)).isEqualTo(1);
    assertThat(read(all + " and id = 1 and height = 2")).containsExactly("2 null");
    assertThat(read("select height from plant where garden = 3")).isEmpty();
  }

  @Test
  void aSessionThatLooksAtAnotherValidTimeChangesWhatIsTrueThen() throws SQLException {
    statement.execute("set valid_at = '2000-01-01T00:00:00Z'");
    assertThat(update(RAISE, 5, 1, 1)).isZero();
    statement.execute("set valid_at = '2199-01-01T00:00:00Z'");
    assertThat(update(RAISE, 5, 1, 1)).isEqualTo(1);
    assertThat(heights()).contains("1 1 15");
    statement.execute("set valid_at = default");
    assertThat(heights()).contains("1 1 10");
  }

  @Test
  void seesWhatItsTransactionHasDoneAndTakesItBackWithTheSavepoint() throws SQLException {
    connection.setAutoCommit(false);
    update(RAISE, 5, 1, 1);
    Savepoint before = connection.setSavepoint();
    update(RAISE, 5, 1, 1);
    update("delete from plant where garden = ? and id = ?", 1, 2);
    assertThat(update(RAISE, 5, 1, 2)).isZero();
    assertThat(heights()).containsExactly("1 1 20", "2 1 30");
    connection.rollback(before);
    fails("23514", () -> update(RAISE, 990, 1, 1));
    update(RAISE, 1, 1, 1);
    connection.commit();
    assertThat(heights()).containsExactly("1 1 16", "1 2 20", "2 1 30");
  }

  @Test
  void ofTwoThatChangeTheSameRowTheSecondIsToldToBeginAgain() throws SQLException {
    try (Connection second = DriverManager.getConnection(URL);
        PreparedStatement change = second.prepareStatement(RAISE)) {
      second.setAutoCommit(false);
      set(change, 1, 1, 1);
      change.executeUpdate();
      assertThat(update(RAISE, 2, 1, 1)).isEqualTo(1);
      fails("40001", second::commit);
      assertThat(heights()).contains("1 1 12");
    }
  }

  @Test
  void isAboutTheBranchOfTheSession() throws SQLException {
    statement.execute("create branch other");
    statement.execute("set branch = 'other'");
    update(RAISE, 5, 1, 1);
    assertThat(heights()).contains("1 1 15");
    statement.execute("set branch = 'main'");
    assertThat(heights()).contains("1 1 10");
  }

  @Test
  void aPreparedStatementFollowsTheDefinitions() throws SQLException {
    try (PreparedStatement raise = connection.prepareStatement(RAISE);
        PreparedStatement get =
            connection.prepareStatement("select height from plant where garden = ? and id = ?")) {
      set(raise, 5, 1, 1);
      set(get, 1, 1);
      assertThat(raise.executeUpdate()).isEqualTo(1);
      statement.execute("alter table plant add column colour varchar(10) default 'green'");
      assertThat(raise.executeUpdate()).isEqualTo(1);
      assertThat(rows(get.executeQuery())).containsExactly("20");
      assertThat(read("select colour from plant where garden = 1 and id = 1"))
          .containsExactly("green");
      statement.execute("drop table visit");
      statement.execute("drop table plant");
      fails("42P01", raise::executeUpdate);
    }
  }

  @Test
  void viewsAndSystemTablesAreNotChanged() throws SQLException {
    statement.execute("create view high as select * from plant where height > 10");
    fails("42809", () -> update("update high set height = ? where garden = ? and id = ?", 1, 1, 1));
    fails("42809", () -> update("delete from ewig.events where seq = ?", 1));
  }

  @Test
  void hiddenColumnsComeWithTheRow() throws SQLException {
    update(RAISE, 5, 1, 1);
    String found =
        "select height, _branch, _valid_to, _system_to, _commit = c.commit_id, _valid_from = "
            + "_system_from from plant, ewig.commits c where garden = ? and id = ?"
            + " order by c.system_time desc limit 1";
    assertThat(read(found, 1, 1)).containsExactly("15 main null null true true");
  }

  @Test
  void whatAnInsertLeavesOutIsFilledInAndNothingIsComputedTwice() throws SQLException {
    statement.execute("create sequence steps");
    statement.execute(
        "create table step (a bigint, b integer default 7, c integer generated by default as"
            + " identity, primary key (a))");
    String two = "insert into step (b, a) values (?, next value for steps), (default, ?)";
    assertThat(update(two, 5, 100)).isEqualTo(2);
    assertThat(update("insert into step values (next value for steps, default, 9)")).isEqualTo(1);
    assertThat(update("insert into step values (next value for steps, 3, 4)")).isEqualTo(1);
    assertThat(read("select a, b, c from step order by a"))
        .containsExactly("1 5 1", "2 7 9", "3 3 4", "100 7 2");
    update("insert into step (a) values (50)");
    assertThat(read("select c from step where a = 50")).containsExactly("10");
    fails("23502", () -> update("insert into step values (?, ?, ?)", null, 1, 1));
  }
}
