package io.ewig.sqltests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in order by itself is not sorted, and is in order. */
class RisingOrderTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ewig:mem:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table plant (bed integer, name varchar, height integer,
            primary key (bed, name), unique (height))""");
      for (int i = 0; i < 200; i++) {
        statement.execute(
            "insert into plant values (" + i * 7 % 20 + ", 'p" + i + "', " + (1_000 - i) + ")");
      }
      statement.execute("create branch dev");
      statement.execute("use branch dev");
      statement.execute("delete from plant where bed = 3");
      statement.execute("use branch main");
      statement.execute("update plant set height = height + 5000 where bed in (2, 9)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1) + " " + found.getString(2));
      }
    }
    return rows;
  }

  private boolean isSorted(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("explain " + query)) {
      boolean isSorted = false;
      while (plan.next()) {
        String step = plan.getString(1);
        isSorted |= step.contains("sort") || step.contains("first rows");
      }
      return isSorted;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select bed, name from plant order by bed limit 9",
        "select bed, name from plant order by bed, name",
        "select name, bed from plant order by bed, name limit 30 offset 7",
        "select bed, name from plant for branch 'dev' where bed in (7, 3, 2) order by bed, name",
        "select bed, name from plant where mod(height, 2) = 0 and name like '%1%' order by bed limit 9",
        "select bed, name from plant for system_time all order by bed, name limit 250",
        "select seq, world from ewig.events order by seq limit 20",
        "select seq, type from ewig.events where seq in (9, 4, 7, 100) order by seq",
        "select seq, world from ewig.events where branch in ('dev', 'main') order by seq limit 300",
        "select seq, world from ewig.events where type = 'RowPut' order by seq limit 60"
      })
  void rowsThatComeInOrderAreNotSorted(String query) throws SQLException {
    assertThat(isSorted(query)).isFalse();
    List<String> sorted = rows(sortedByHand(query));
    for (String vectors : List.of("on", "off")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set vectors = '" + vectors + "'");
      }
      assertThat(rows(query)).isEqualTo(sorted).isNotEmpty();
    }
  }

  /** The same by an expression, of which nobody knows that it rises as its column does. */
  private static String sortedByHand(String query) {
    return query.replaceAll("order by (bed|seq)", "order by $1 + 0, $1");
  }

  @Test
  void eventsOfCommitsComeInOrderWhicheverIsNamedFirst() throws SQLException {
    List<String> commits = rows("select distinct commit_id, 1 from ewig.events");
    String first = commits.get(commits.size() - 1).split(" ")[0];
    String second = commits.get(0).split(" ")[0];
    String query =
        "select seq, commit_id from ewig.events where commit_id in ('%s', '%s') order by seq";
    List<String> found = rows(String.format(query, first, second));
    assertThat(found)
        .hasSizeGreaterThan(1)
        .isEqualTo(rows(String.format(sortedByHand(query), first, second)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select bed, name from plant order by bed desc",
        "select bed, name from plant order by name",
        "select bed, name from plant order by bed, height",
        "select height, name from plant where height = 999 or height = 5 order by bed",
        "select seq, type from ewig.events order by seq desc limit 3",
        "select count(*), bed from plant group by bed order by bed"
      })
  void allElseIsSorted(String query) throws SQLException {
    assertThat(isSorted(query)).isTrue();
  }
}
