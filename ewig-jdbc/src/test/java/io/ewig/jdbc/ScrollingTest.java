package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results that scroll: embedded here, and behind a server by whoever says so. */
public class ScrollingTest {

  private static final int ROWS = 3;

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private Statement scrolling() throws SQLException {
    return connection.createStatement(
        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  private ResultSet numbers(int count) throws SQLException {
    return scrolling()
        .executeQuery("select n, 'row ' || n as t from generate_series(1, " + count + ") as s (n)");
  }

  /** Where a result stands, in one line. */
  private static String place(ResultSet rows) throws SQLException {
    if (rows.isBeforeFirst()) {
      return "before";
    } else if (rows.isAfterLast()) {
      return "after";
    }
    String at = rows.getRow() == 0 ? "nowhere" : rows.getRow() + "=" + rows.getInt("n");
    return at + (rows.isFirst() ? " first" : "") + (rows.isLast() ? " last" : "");
  }

  @Test
  void aReaderGoesWhereItLikes() throws SQLException {
    ResultSet rows = numbers(ROWS);
    assertThat(place(rows)).isEqualTo("before");
    assertThat(rows.next()).isTrue();
    assertThat(place(rows)).isEqualTo("1=1 first");
    assertThat(rows.previous()).isFalse();
    assertThat(place(rows)).isEqualTo("before");
    assertThat(rows.last()).isTrue();
    assertThat(place(rows)).isEqualTo("3=3 last");
    assertThat(rows.next()).isFalse();
    assertThat(place(rows)).isEqualTo("after");
    assertThat(rows.next()).isFalse();
    assertThat(rows.previous()).isTrue();
    assertThat(place(rows)).isEqualTo("3=3 last");
    assertThat(rows.absolute(2)).isTrue();
    assertThat(place(rows)).isEqualTo("2=2");
    assertThat(rows.relative(-1)).isTrue();
    assertThat(rows.relative(0)).isTrue();
    assertThat(place(rows)).isEqualTo("1=1 first");
    assertThat(rows.relative(-5)).isFalse();
    assertThat(place(rows)).isEqualTo("before");
    assertThat(rows.absolute(-1)).isTrue();
    assertThat(place(rows)).isEqualTo("3=3 last");
    assertThat(rows.absolute(-3)).isTrue();
    assertThat(place(rows)).isEqualTo("1=1 first");
    assertThat(rows.absolute(-4)).isFalse();
    assertThat(place(rows)).isEqualTo("before");
    assertThat(rows.absolute(4)).isFalse();
    assertThat(place(rows)).isEqualTo("after");
    assertThat(rows.absolute(0)).isFalse();
    assertThat(place(rows)).isEqualTo("before");
    rows.afterLast();
    assertThat(place(rows)).isEqualTo("after");
    rows.beforeFirst();
    assertThat(place(rows)).isEqualTo("before");
    assertThat(rows.first()).isTrue();
    assertThat(rows.getString("t")).isEqualTo("row 1");
  }

  @Test
  void aResultWithoutRowsHasNoPlace() throws SQLException {
    ResultSet rows = scrolling().executeQuery("select 1 as n where false");
    assertThat(place(rows)).isEqualTo("nowhere");
    assertThat(rows.next()).isFalse();
    assertThat(rows.previous()).isFalse();
    assertThat(rows.first()).isFalse();
    assertThat(rows.last()).isFalse();
    rows.afterLast();
    assertThat(place(rows)).isEqualTo("nowhere");
    assertThat(rows.absolute(1)).isFalse();
    fails("24000", () -> rows.getInt(1));
  }

  @Test
  void valuesAreReadOnRowsOnly() throws SQLException {
    ResultSet rows = numbers(ROWS);
    fails("24000", () -> rows.getInt(1));
    rows.afterLast();
    fails("24000", () -> rows.getInt(1));
    rows.last();
    assertThat(rows.getInt(1)).isEqualTo(ROWS);
    rows.close();
    fails("HY010", rows::first);
    fails("HY010", rows::getRow);
  }

  /** Far more than stays in memory as objects, in blocks of which most are packed. */
  @Test
  void randomWalksOverManyRowsComeWhereTheyShould() throws SQLException {
    int count = 20_000;
    ResultSet rows =
        scrolling()
            .executeQuery(
                "select n, repeat('x', n % 50) as t, n / 8.0 as d, case when n % 7 = 0 then null else"
                    + " timestamp '2026-01-01 00:00:00' + n * interval '1' second end as at"
                    + " from generate_series(1, "
                    + count
                    + ") as s (n)");
    SplittableRandom random = new SplittableRandom(7);
    int at = 0;
    for (int i = 0; i < 3_000; i++) {
      int by = random.nextInt(-300, 310);
      boolean isThere;
      if (random.nextInt(20) == 0) {
        at = random.nextInt(1, count + 1);
        isThere = rows.absolute(random.nextBoolean() ? at : at - count - 1);
      } else {
        at = Math.max(0, Math.min(count + 1, at + by));
        isThere = rows.relative(by);
      }
      assertThat(isThere).isEqualTo(at > 0 && at <= count);
      if (isThere) {
        assertThat(rows.getRow()).isEqualTo(at);
        assertThat(rows.getInt(1)).isEqualTo(at);
        assertThat(rows.getString(2)).hasSize(at % 50);
        assertThat(rows.getBigDecimal(3)).isEqualByComparingTo(new BigDecimal(at / 8.0));
        assertThat(rows.getTimestamp(4) == null).isEqualTo(at % 7 == 0);
      }
    }
  }

  @Test
  void aResultShowsWhatWasThere() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table beds (id int primary key)");
      statement.execute("insert into beds values (1), (2)");
      ResultSet rows = scrolling().executeQuery("select id from beds order by id");
      rows.last();
      statement.execute("delete from beds");
      statement.execute("drop table beds");
      assertThat(rows.first()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aResultThatIsHeldScrollsOnAfterTheCommit() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select n from generate_series(1, 5) as s (n)",
            ResultSet.TYPE_SCROLL_INSENSITIVE,
            ResultSet.CONCUR_READ_ONLY,
            ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
      ResultSet rows = statement.executeQuery();
      rows.absolute(2);
      connection.commit();
      assertThat(rows.getInt(1)).isEqualTo(2);
      assertThat(rows.last()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(5);
      assertThat(rows.first()).isTrue();
    }
    ResultSet rows = numbers(ROWS);
    rows.next();
    connection.commit();
    fails("HY010", rows::first);
  }

  @Test
  void atMostSoManyRowsAreThere() throws SQLException {
    try (Statement statement = scrolling()) {
      statement.setMaxRows(2);
      ResultSet rows = statement.executeQuery("select n from generate_series(1, 5) as s (n)");
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isEqualTo(2);
    }
  }

  @Test
  void whatFailsFailsWhereItIsReached() throws SQLException {
    ResultSet rows =
        scrolling().executeQuery("select 10 / (3 - n) from generate_series(1, 5) as s (n)");
    assertThat(rows.absolute(2)).isTrue();
    fails("22012", rows::next);
    fails("24000", () -> rows.getInt(1));
    fails("22012", rows::last);
  }

  @Test
  void theTypeIsToldTruthfully() throws SQLException {
    Statement statement = scrolling();
    assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
    ResultSet rows = statement.executeQuery("select 1");
    assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
    assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    rows.setFetchDirection(ResultSet.FETCH_REVERSE);
    assertThat(rows.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
    fails("22023", () -> rows.setFetchDirection(77));
    assertThat((Object) connection.getWarnings()).isNull();
    Statement less =
        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
    assertThat(less.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
    SQLWarning warning = connection.getWarnings();
    assertThat(warning.getMessage()).contains("TYPE_SCROLL_INSENSITIVE");
    assertThat((Object) warning.getNextWarning()).isNull();
    assertThat(less.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
    assertThat(
            connection
                .getMetaData()
                .supportsResultSetConcurrency(
                    ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY))
        .isTrue();
    assertThat(connection.getMetaData().supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE))
        .isFalse();
  }
}
