package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.rows;
import static io.ewig.jdbc.Fakes.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EXPLAIN of statements with question marks: they are those of the statement. */
class ExplainedParametersTest {

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ewig:mem:explained");
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table plant (id integer primary key, name varchar(20))");
      statement.execute("insert into plant values (1, 'rose'), (2, 'oak')");
    }
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private List<String> types(String sql) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      ParameterMetaData parameters = prepared.getParameterMetaData();
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= parameters.getParameterCount(); i++) {
        names.add(parameters.getParameterTypeName(i));
      }
      return names;
    }
  }

  private String plan(String sql, Object... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      set(prepared, values);
      return String.join("\n", rows(prepared.executeQuery()));
    }
  }

  @Test
  void questionMarksHaveTheTypesThatTheyHaveWithoutExplain() throws SQLException {
    for (String sql :
        List.of(
            "select name from plant where id > ? and name = ?",
            "select name from plant for system_time as of ? where id = ?",
            "update plant set name = ? where id = ?",
            "delete from plant where id = ?")) {
      assertThat(types("explain " + sql)).as(sql).isNotEmpty().isEqualTo(types(sql));
    }
  }

  @Test
  void planIsThatOfTheStatementWithTheseValues() throws SQLException {
    assertThat(plan("explain select name from plant where id = ?", 1)).contains("plant", "?0");
    assertThat(plan("explain update plant set name = ? where id = ?", "fern", 1))
        .contains("plant", "?1");
    assertThat(
            plan("explain select name from plant for system_time as of ? where id > ?", now(), 0))
        .contains("moment");
  }

  @Test
  void analyzingRunsTheQueryWithTheseValues() throws SQLException {
    assertThat(plan("explain analyze select name from plant where id > ?", 1)).contains("(1 row");
    assertThat(plan("explain analyze select name from plant where id > ?", 0)).contains("(2 row");
  }

  private static Instant now() {
    return Instant.now();
  }
}
