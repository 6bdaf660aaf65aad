package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Arrays come back as they were set, and are read as what their elements are. */
public class ArraysTest {

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
    statement = connection.createStatement();
    statement.execute(
        "create table bed (id int primary key, times time(9) array, days date array,"
            + " moments timestamp(9) array, keys varbinary array, counts int array,"
            + " grid int array array)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private ResultSet row(String columns, int id) throws SQLException {
    ResultSet row = statement.executeQuery("select " + columns + " from bed where id = " + id);
    row.next();
    return row;
  }

  private void set(int id, String column, Object value) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into bed (id, " + column + ") values (?, ?)")) {
      insert.setInt(1, id);
      insert.setObject(2, value);
      insert.executeUpdate();
    }
  }

  private boolean isSame(String column) throws SQLException {
    ResultSet row =
        statement.executeQuery(
            "select a."
                + column
                + " = b."
                + column
                + " from bed a, bed b"
                + " where a.id = 1 and b.id = 2");
    row.next();
    return row.getBoolean(1);
  }

  @Test
  void whatIsReadIsSetAsItWas() throws SQLException {
    statement.execute(
        "insert into bed (id, times, days, moments) values (1, array[time '01:02:03.123456789'],"
            + " array[date '1582-10-10'], array[timestamp '1582-10-10 02:30:00.123456789'])");
    ResultSet row = row("times, days, moments", 1);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bed (id, times, days, moments) values (2, ?, ?, ?)")) {
      for (int i = 1; i <= 3; i++) {
        insert.setArray(i, row.getArray(i));
      }
      insert.executeUpdate();
    }
    assertThat(isSame("times")).isTrue();
    assertThat(isSame("days")).isTrue();
    assertThat(isSame("moments")).isTrue();
  }

  @Test
  void whatIsMadeIsSetAsItWasGiven() throws SQLException {
    var time = LocalTime.parse("01:02:03.123456789");
    var day = LocalDate.parse("1582-10-10");
    var moment = LocalDateTime.of(day, time);
    set(1, "times", connection.createArrayOf("time", new Object[] {time}));
    set(2, "days", connection.createArrayOf("date", new Object[] {day}));
    set(3, "moments", connection.createArrayOf("timestamp", new Object[] {moment}));
    assertThat(row("times", 1).getObject(1, LocalTime[].class)).containsExactly(time);
    assertThat(row("days", 2).getObject(1, LocalDate[].class)).containsExactly(day);
    assertThat(row("moments", 3).getObject(1, LocalDateTime[].class)).containsExactly(moment);
  }

  @Test
  void binariesAreSetAsTheTextThatTheyAreReadAs() throws SQLException {
    statement.execute("insert into bed (id, keys) values (1, array[x'0a1b', null, x''])");
    set(2, "keys", " [\"0a1b\", null, \"\"] ");
    byte[][] keys = row("keys", 2).getObject(1, byte[][].class);
    assertThat(keys[0]).containsExactly(10, 27);
    assertThat(keys[1]).isNull();
    assertThat(keys[2]).isEmpty();
    for (String wrong : List.of("[\"0a\"", "[\"0x\"]", "[\"0a\" \"0b\"]", "[0a]", "[] 1")) {
      fails("22018", () -> set(3, "keys", wrong));
    }
  }

  @Test
  void anArrayIsOfTheClassOfItsElementsWhateverIsInIt() throws SQLException {
    statement.execute(
        "insert into bed (id, counts, grid) values (1, cast(array[] as int array), null),"
            + " (2, array[cast(null as int)], array[array[1, 2], array[3]])");
    assertThat((Integer[]) row("counts", 1).getArray(1).getArray()).isEmpty();
    assertThat((Integer[]) row("counts", 2).getArray(1).getArray()).containsExactly((Integer) null);
    Integer[][] grid = (Integer[][]) row("grid", 2).getArray(1).getArray();
    assertThat(grid[0]).containsExactly(1, 2);
    assertThat(grid[1]).containsExactly(3);
  }

  @Test
  void arraysOfArraysAreMade() throws SQLException {
    Array made = connection.createArrayOf("integer", new Integer[][] {{1, 2}, {}, {3, null}});
    assertThat((Integer[][]) made.getArray()).hasNumberOfRows(3);
    set(1, "grid", made);
    assertThat(row("grid", 1).getString(1)).isEqualTo("[[1, 2], [], [3, null]]");
    fails("22018", () -> connection.createArrayOf("integer", new Object[] {List.of("x")}));
  }
}
