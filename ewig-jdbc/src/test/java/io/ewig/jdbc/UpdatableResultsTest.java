package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are changed in place: embedded here, and behind a server by whoever says so. */
public class UpdatableResultsTest {

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
    run("drop table if exists plants");
    run(
        "create table plants (id int primary key, name varchar(20) not null, price decimal(8, 2),"
            + " planted date, note json, tags varchar(10) array, photo varbinary)");
    run(
        "insert into plants (id, name, price) values (1, 'rose', 1.5), (2, 'lily', 2), (3, 'iris',"
            + " 3)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private ResultSet open(int type, String sql) throws SQLException {
    return connection.createStatement(type, ResultSet.CONCUR_UPDATABLE).executeQuery(sql);
  }

  private ResultSet forward(String sql) throws SQLException {
    return open(ResultSet.TYPE_FORWARD_ONLY, sql);
  }

  private ResultSet scrolling(String sql) throws SQLException {
    return open(ResultSet.TYPE_SCROLL_INSENSITIVE, sql);
  }

  /** What the table has in these columns now, row by row. */
  private List<String> now(String columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select " + columns + " from plants order by id")) {
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : " ").append(found.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE})
  void rowsAreUpdatedAndDeletedOnTheWay(int type) throws SQLException {
    ResultSet rows =
        open(type, "select id, name, price, price * 2 as twice from plants order by id");
    assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
    assertThat(rows.next()).isTrue();
    rows.updateString("name", "Rosa");
    rows.updateBigDecimal(3, new BigDecimal("9.999"));
    assertThat(rows.getString("name")).isEqualTo("rose");
    assertThat(rows.rowUpdated()).isFalse();
    rows.updateRow();
    assertThat(rows.rowUpdated()).isTrue();
    assertThat(rows.getString("name")).isEqualTo("Rosa");
    assertThat(rows.getString("price")).isEqualTo("10.00"); // as the column keeps it
    assertThat(rows.getString("twice")).isEqualTo("3.00"); // computed before
    assertThat(rows.getInt("id")).isEqualTo(1);
    assertThat(rows.next()).isTrue();
    assertThat(rows.rowUpdated()).isFalse();
    rows.deleteRow();
    assertThat(rows.rowDeleted()).isTrue();
    fails("24000", () -> rows.getInt(1));
    fails("24000", rows::deleteRow);
    assertThat(rows.next()).isTrue();
    assertThat(rows.rowDeleted()).isFalse();
    assertThat(rows.getString(2)).isEqualTo("iris");
    assertThat(rows.next()).isFalse();
    assertThat(now("id, name, price")).containsExactly("1 Rosa 10.00", "3 iris 3.00");
  }

  @ParameterizedTest
  @ValueSource(ints = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE})
  void aRowIsInsertedFromTheRowBesideTheResult(int type) throws SQLException {
    ResultSet rows = open(type, "select * from plants order by id");
    rows.next();
    rows.moveToInsertRow();
    rows.updateInt("id", 7);
    rows.updateObject("name", "aster", JDBCType.VARCHAR);
    rows.updateObject("planted", LocalDate.of(2026, 3, 1));
    rows.updateString("note", "{\"a\": 1}");
    rows.updateArray("tags", connection.createArrayOf("varchar", new Object[] {"x", "y"}));
    rows.updateBytes("photo", new byte[] {1, 2});
    fails("24000", () -> rows.getInt(1));
    fails("24000", rows::updateRow);
    fails("24000", rows::deleteRow);
    fails("24000", rows::refreshRow);
    fails("24000", rows::cancelRowUpdates);
    rows.insertRow();
    assertThat(rows.rowInserted()).isFalse();
    fails("22023", rows::insertRow); // nothing is set any more
    rows.updateInt("id", 7);
    rows.updateString("name", "twice");
    fails("23505", rows::insertRow);
    rows.updateInt("id", 8); // what is set stays, to be set right
    rows.insertRow();
    rows.moveToCurrentRow();
    assertThat(rows.getInt("id")).isEqualTo(1);
    fails("24000", rows::insertRow);
    int left = 0;
    while (rows.next()) {
      left++;
    }
    assertThat(left).isEqualTo(2);
    assertThat(now("id, name, price, planted, note ->> 'a', tags[2], photo"))
        .contains("7 aster null 2026-03-01 1 y 0102", "8 twice null null null null null");
  }

  @Test
  void whoComesBackSeesWhatHeHasDone() throws SQLException {
    ResultSet rows = scrolling("select name, id from plants order by id");
    rows.last();
    rows.updateInt("id", 30);
    rows.updateRow();
    rows.updateString("name", "Iris"); // by its new key
    rows.updateRow();
    rows.first();
    rows.deleteRow();
    rows.next();
    assertThat(rows.getString("name")).isEqualTo("lily");
    rows.previous();
    assertThat(rows.rowDeleted()).isTrue();
    fails("24000", () -> rows.getString(1));
    fails("24000", () -> rows.updateString(1, "x"));
    assertThat(rows.absolute(3)).isTrue();
    assertThat(rows.rowUpdated()).isTrue();
    assertThat(rows.getString("name") + rows.getLong("id")).isEqualTo("Iris30");
    assertThat(now("id, name")).containsExactly("2 lily", "30 Iris");
  }

  @Test
  void whatIsSetIsForgottenWhereItIsNotWritten() throws SQLException {
    ResultSet rows = scrolling("select id, name from plants order by id");
    rows.next();
    rows.updateString(2, "x");
    rows.cancelRowUpdates();
    rows.updateRow();
    rows.updateString(2, "y");
    rows.next();
    rows.updateRow();
    rows.updateString(2, "z");
    rows.refreshRow();
    rows.updateRow();
    rows.moveToInsertRow();
    rows.updateInt(1, 9);
    rows.moveToCurrentRow();
    rows.updateRow();
    assertThat(now("id, name")).containsExactly("1 rose", "2 lily", "3 iris");
    assertThat(rows.rowUpdated()).isFalse();
  }

  @Test
  void refreshingShowsWhatOthersHaveDone() throws SQLException {
    ResultSet rows = scrolling("select id, name, upper(name) as big from plants order by id");
    rows.next();
    run("update plants set name = 'Rosa' where id = 1");
    run("delete from plants where id = 2");
    assertThat(rows.getString(2)).isEqualTo("rose");
    rows.refreshRow();
    assertThat(rows.getString(2)).isEqualTo("Rosa");
    assertThat(rows.getString(3)).isEqualTo("ROSE");
    rows.next();
    assertThat(fails("24000", rows::refreshRow)).hasMessageContaining("there is no such row");
    rows.updateString(2, "gone");
    fails("24000", rows::updateRow);
    fails("24000", rows::deleteRow);
  }

  @Test
  void whatBreaksARuleIsRefusedAndMayBeSetRight() throws SQLException {
    ResultSet rows = scrolling("select id, name, price from plants order by id");
    rows.next();
    rows.updateNull("name");
    fails("23502", rows::updateRow);
    rows.updateCharacterStream("name", new StringReader("a name of over twenty letters"));
    fails("22001", rows::updateRow);
    rows.updateString("name", "Rosa");
    rows.updateRow();
    assertThat(rows.getString("name")).isEqualTo("Rosa");
    fails("42703", () -> rows.updateInt(4, 1));
    fails("42703", () -> rows.updateInt("colour", 1));
  }

  @Test
  void changesArePartOfTheTransaction() throws SQLException {
    connection.setAutoCommit(false);
    ResultSet rows = scrolling("select id, name from plants order by id");
    rows.next();
    rows.updateString(2, "Rosa");
    rows.updateRow();
    rows.next();
    rows.deleteRow();
    assertThat(now("name")).containsExactly("Rosa", "iris");
    connection.rollback();
    assertThat(now("name")).containsExactly("rose", "lily", "iris");
    connection.setAutoCommit(true);
  }

  /** Each row of a result is met once, wherever in the order an update takes it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowThatIsMovedAheadIsNotMetAgain(boolean autoCommit) throws SQLException {
    run("insert into plants (id, name) select n, 'many' from generate_series(10, 3009) as s (n)");
    connection.setAutoCommit(autoCommit);
    ResultSet rows = forward("select id, name from plants where name = 'many' order by id");
    int met = 0;
    while (rows.next()) {
      met++;
      rows.updateInt(1, rows.getInt(1) + 10_000);
      if (met % 7 == 0) {
        rows.updateRow();
      } else if (met % 500 == 0) {
        rows.deleteRow();
      }
    }
    assertThat(met).isEqualTo(3_000);
    connection.setAutoCommit(true);
    assertThat(now("count(*) over (), sum(case when id > 10000 then 1 else 0 end) over ()").get(0))
        .isEqualTo("2997 428");
  }

  @Test
  void preparedStatementsAndKeysOfSeveralColumnsDoAsWell() throws SQLException {
    run("drop table if exists \"Odd \"\"name\"");
    run(
        "create table \"Odd \"\"name\" (\"from\" varchar(5), at timestamp(9), \"a b\" int,"
            + " primary key (at, \"from\"))");
    run(
        "insert into \"Odd \"\"name\" values ('x', timestamp '2026-03-01 12:00:00.123456789', 1),"
            + " ('y', timestamp '2026-03-01 12:00:00.123456789', 2)");
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT \"a b\" AS n, /* from */ \"from\", at, ('(' || \"from\") -- from here\n"
                + " FROM public.\"Odd \"\"name\" AS o WHERE \"from\" = ? ORDER BY 1 LIMIT 1;",
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_UPDATABLE)) {
      statement.setString(1, "y");
      ResultSet rows = statement.executeQuery();
      rows.next();
      rows.updateLong("n", 5);
      rows.updateRow();
      assertThat(rows.getInt("n")).isEqualTo(5);
      assertThat(fails("24000", () -> rows.updateString(4, "x"))).hasMessageContaining("computed");
    }
    run("update \"Odd \"\"name\" set \"a b\" = \"a b\" * 10");
    ResultSet rows = forward("select \"a b\" from \"Odd \"\"name\" order by 1");
    rows.next();
    assertThat(rows.getInt(1)).isEqualTo(10);
    rows.next();
    assertThat(rows.getInt(1)).isEqualTo(50);
    assertThat(fails("24000", () -> rows.updateInt(1, 1))).hasMessageContaining("primary key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id, E'it\\'s, from' as t, name from plants where id = 1",
        "select id, $$it's from$$ as t, name from plants where id = 1",
        "select id, $a$it's $$ from$a$ as t, name from plants where id = 1",
        "select id, upper(E'a\\')' || $$'($$) as t, name from plants where id = 1",
      })
  void textsOfAnyKindDoAsWell(String sql) throws SQLException {
    ResultSet rows = forward(sql);
    rows.next();
    rows.updateString("name", "moss");
    rows.updateRow();
    assertThat(now("name")).first().isEqualTo("moss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select p.id, p.name from plants p join plants q on p.id = q.id",
        "select p.id, p.name from plants p, plants q where p.id = q.id",
        "select p.id, p.name from plants p natural join (select id from plants) as q",
        "select distinct id, name from plants",
        "select id, name from plants group by id, name",
        "select max(id) as id, max(name) as name from plants",
        "select id, name from plants union all select id, name from plants",
        "select id, name from (select id, name from plants) as p",
        "with p as (select id, name from plants) select id, name from p",
        "select name, name from plants",
        "select id + 0 as id, name from plants",
        "select id, name from keyless",
        "select id, name from seen",
        "select id, name from plants for system_time as of current_timestamp",
        "select id, name from plants for branch 'main'",
        "values (1, 'x')",
        "select 1 as id, 'x' as name",
      })
  void whatIsNotRowByRowOfATableWithItsKeyIsReadOnly(String sql) throws SQLException {
    run("drop view if exists seen");
    run("drop table if exists keyless");
    run("create table keyless (id int, name varchar(9))");
    run("insert into keyless values (1, 'x')");
    run("create view seen as select id, name from plants");
    ResultSet rows = forward(sql);
    rows.next();
    assertThat(fails("24000", () -> rows.updateString(2, "x")))
        .hasMessageContaining("can't be updated in place");
    fails("24000", rows::deleteRow);
    fails("24000", rows::refreshRow);
    rows.moveToInsertRow();
    fails("24000", () -> rows.updateString(2, "x"));
    assertThat(now("name")).containsExactly("rose", "lily", "iris");
  }

  @Test
  void whereThereIsNoRowThereIsNothingToDo() throws SQLException {
    ResultSet rows = scrolling("select id, name from plants order by id");
    fails("24000", () -> rows.updateInt(1, 1));
    fails("24000", rows::updateRow);
    fails("24000", rows::deleteRow);
    rows.afterLast();
    fails("24000", rows::refreshRow);
    rows.moveToInsertRow();
    rows.updateInt(1, 4);
    rows.updateString(2, "moss");
    rows.insertRow();
    rows.moveToCurrentRow();
    assertThat(rows.isAfterLast()).isTrue();
    rows.close();
    fails("HY010", rows::updateRow);
    fails("HY010", rows::moveToInsertRow);
    fails("HY010", rows::rowUpdated);
    assertThat(now("name")).containsExactly("rose", "lily", "iris", "moss");
  }

  @Test
  void whoDidNotAskForItIsTold() throws SQLException {
    try (Statement plain = connection.createStatement()) {
      assertThat(plain.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      ResultSet rows = plain.executeQuery("select id, name from plants");
      rows.next();
      assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat(fails("HYC00", () -> rows.updateInt(1, 1)))
          .hasMessageContaining("CONCUR_UPDATABLE");
      assertThat(rows.rowUpdated() || rows.rowDeleted() || rows.rowInserted()).isFalse();
    }
    assertThat((Object) connection.getWarnings()).isNull();
  }
}
