package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a question mark is where nothing beside it says so, and what comes out. */
class LoneParametersTest {

  private static final Timestamp MOMENT = Timestamp.valueOf("2024-05-15 10:20:30");

  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ewig:mem:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table t (id int primary key, at timestamp, day date)");
      statement.execute(
          "insert into t values (1, timestamp '2024-05-15 10:20:30', date '2024-05-15')");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /** The types of the question marks, then the row that comes out. */
  private static List<String> asked(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      List<String> result = new ArrayList<>();
      ParameterMetaData parameters = statement.getParameterMetaData();
      for (int i = 1; i <= values.length; i++) {
        result.add(parameters.getParameterTypeName(i));
        statement.setObject(i, values[i - 1]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          result.add(rows.getString(i));
        }
      }
      return result;
    }
  }

  @Test
  void aUnitIsATextAndWhatItIsOfAMoment() throws SQLException {
    assertThat(asked("select date_trunc(?, ?)", "month", MOMENT))
        .containsExactly("VARCHAR", "TIMESTAMP", "2024-05-01 00:00:00");
    assertThat(asked("select date_trunc(?, at) from t", "hour"))
        .containsExactly("VARCHAR", "2024-05-15 10:00:00");
    assertThat(asked("select date_part(?, ?)", "year", MOMENT))
        .containsExactly("VARCHAR", "TIMESTAMP", "2024");
    assertThat(asked("select extract(month from ?)", MOMENT)).containsExactly("TIMESTAMP", "5");
    assertThatThrownBy(() -> asked("select date_part(?, ?)", "mnth", MOMENT))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("'mnth' is no field of a time")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22023");
  }

  @Test
  void aSumOfNothingElseIsAnExactNumber() throws SQLException {
    assertThat(asked("select ? + ?", 1, new BigDecimal("0.1")))
        .containsExactly("DECIMAL", "DECIMAL", "1.100000000");
    assertThat(asked("select cast((? + ?) * ? as int)", 1, 2, 3)).endsWith("9");
    assertThat(asked("select cast(-? as int), cast(round(?, ?) as decimal(3, 1))", 5, 2.567, 1))
        .containsExactly("DECIMAL", "DOUBLE", "INTEGER", "-5", "2.6");
    assertThat(asked("select abs(? - ?) > ? - ?", 1, 3, 2, 1)).endsWith("true");
    assertThat(asked("select id + ? from t", 1)).containsExactly("INTEGER", "2");
  }

  @Test
  void besideAMomentItIsWhatMakesSense() throws SQLException {
    assertThat(asked("select ? + interval '1' day", MOMENT))
        .containsExactly("TIMESTAMP", "2024-05-16 10:20:30");
    assertThat(
            asked("select day + ?, day - ?, at - ? from t", 3, Date.valueOf("2024-05-01"), MOMENT))
        .containsExactly("INTEGER", "DATE", "TIMESTAMP", "2024-05-18", "14", "PT0S");
    assertThat(asked("select at + ? from t", "PT1H"))
        .containsExactly("INTERVAL DAY TO SECOND", "2024-05-15 11:20:30");
    assertThat(asked("select ? * interval '1' day", 2)).containsExactly("DECIMAL", "PT48H");
  }

  @Test
  void beforeAListItIsOneOfIt() throws SQLException {
    assertThat(asked("select ? in (1, 2)", 2)).containsExactly("INTEGER", "true");
    assertThat(asked("select ? in (?, ?)", "a", "b", "a"))
        .containsExactly("VARCHAR", "VARCHAR", "VARCHAR", "true");
    assertThat(asked("select ? = any (array[1, 2])", 3)).containsExactly("INTEGER", "false");
    assertThat(asked("select ? in (select id from t)", 1)).containsExactly("INTEGER", "true");
    assertThat(asked("select lag(id, ?, ?) over (order by id) from t", 1, 7))
        .containsExactly("INTEGER", "INTEGER", "7");
  }

  @Test
  void aCastTakesAnyValueAndCutsIt() throws SQLException {
    assertThat(asked("select cast(? as varchar(3))", "abcde")).endsWith("abc");
    assertThat(asked("select cast(? as decimal(3, 1))", new BigDecimal("1.27"))).endsWith("1.3");
    assertThat(asked("select cast(? as timestamp(0))", Timestamp.valueOf("2024-05-15 10:20:30.7")))
        .endsWith("2024-05-15 10:20:30");
  }

  @Test
  void anArrayStandsBehindAnyAndMayBeATextThatOneIsCastFrom() throws SQLException {
    Object numbers = connection.createArrayOf("INTEGER", new Object[] {1, 2});
    assertThat(asked("select id from t where id = any (?)", numbers))
        .containsExactly("INTEGER ARRAY", "1");
    assertThat(asked("select id from t where id = any (?)", "{1,NULL}"))
        .containsExactly("INTEGER ARRAY", "1");
    assertThat(asked("select ?::int[]", "{1,2}")).containsExactly("INTEGER ARRAY", "[1, 2]");
    Object texts = connection.createArrayOf("VARCHAR", new Object[] {"a long text", "b"});
    assertThat(asked("select 'a long text' = any (?)", texts))
        .containsExactly("VARCHAR ARRAY", "true");
    assertThatThrownBy(() -> asked("select id from t where id = any (?)", "{1,x}"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("'x'");
    assertThatThrownBy(() -> asked("select id from t where id = any (?)", "1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("'1' is not of type INTEGER ARRAY");
  }

  @Test
  void valuesOfARowAreWhatTheOtherRowHasThere() throws SQLException {
    assertThat(asked("select id from t where (id, day) > (?, ?)", 0, Date.valueOf("2030-01-01")))
        .containsExactly("INTEGER", "DATE", "1");
    assertThat(
            asked(
                "select id from t where (id, day) in ((?, ?), (2, date '2024-05-15'))",
                1,
                Date.valueOf("2024-05-15")))
        .containsExactly("INTEGER", "DATE", "1");
  }
}
