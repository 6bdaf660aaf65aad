package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a question mark is where no column says so. */
public class EmbeddedParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "coalesce(?, 1)                    | INTEGER | null       | 1",
        "coalesce(?, 1)                    | INTEGER | 7          | 7",
        "coalesce(?, date '2020-01-01')    | DATE    | 2021-02-03 | 2021-02-03",
        "coalesce(?, 'x')                  | CHAR    | abc        | abc",
        "coalesce(cast(null as date), ?)   | DATE    | 2021-02-03 | 2021-02-03",
        "nullif(?, 3)                      | INTEGER | 4          | 4",
        "greatest(?, 2)                    | INTEGER | 5          | 5",
        "least(?, 2)                       | INTEGER | 5          | 2",
        "power(?, 2)                       | DOUBLE  | 1.5        | 2.25",
        "round(?, 1)                       | DOUBLE  | 3.14       | 3.1",
        "abs(?)                            | DOUBLE  | -3         | 3.0",
        "floor(?)                          | DOUBLE  | 2.7        | 2.0",
        "mod(?, 3)                         | BIGINT  | 10         | 1",
        "substring('abcdef', ?, 2)         | BIGINT  | 3          | cd",
        "repeat('ab', ?)                   | BIGINT  | 2          | abab",
        "upper(?)                          | VARCHAR | ab         | AB",
        "concat(?, 'b')                    | VARCHAR | a          | ab",
        "case when true then ? else 1 end  | INTEGER | 5          | 5",
        "? + 1                             | INTEGER | 5          | 6"
      })
  void aQuestionMarkIsWhatFits(String expression, String type, String value, String expected)
      throws SQLException {
    try (Connection connection = AnyDatabase.connect();
        PreparedStatement values = connection.prepareStatement("values (" + expression + ")")) {
      assertThat(values.getParameterMetaData().getParameterTypeName(1)).isEqualTo(type);
      values.setString(1, value);
      try (ResultSet rows = values.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(expected);
      }
    }
  }

  @Test
  void eachConditionOfAMergeHasItsOwn() throws SQLException {
    try (Connection connection = AnyDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE shares (id INT PRIMARY KEY, a INT)");
      statement.execute("INSERT INTO shares VALUES (1, 1), (2, 2), (3, 3)");
      try (PreparedStatement merge =
          connection.prepareStatement(
              "MERGE INTO shares USING (VALUES (1, 0), (2, 5), (3, 9)) s (id, x) ON shares.id ="
                  + " s.id WHEN MATCHED AND s.x = ? THEN DELETE WHEN MATCHED AND 10 / s.x < ? THEN"
                  + " UPDATE SET a = ? WHEN MATCHED THEN UPDATE SET a = s.x + 100")) {
        merge.setInt(1, 0);
        merge.setInt(2, 2);
        merge.setInt(3, 70);
        assertThat(merge.executeUpdate()).isEqualTo(3);
      }
      try (ResultSet rows = statement.executeQuery("SELECT a FROM shares ORDER BY id")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(105);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(70);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DAY TO SECOND, P1DT2H, PT26H",
    "DAY TO SECOND, 1 02:00:00, PT26H",
    "DAY TO SECOND, 1 day 2 hours, PT26H",
    "DAY TO SECOND, -1 day +2 hours, PT-22H",
    "DAY TO SECOND, 90 min ago, PT-1H-30M",
    "YEAR TO MONTH, P1Y2M, P1Y2M",
    "YEAR TO MONTH, 1-2, P1Y2M",
    "YEAR TO MONTH, 1.5 years, P1Y6M"
  })
  void theTextOfAnIntervalIsReadAsThatOfALiteral(String fields, String text, String expected)
      throws SQLException {
    try (Connection connection = AnyDatabase.connect();
        PreparedStatement values =
            connection.prepareStatement("VALUES (CAST(? AS INTERVAL " + fields + "))")) {
      values.setString(1, text);
      try (ResultSet rows = values.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"DAY TO SECOND, 1 month", "YEAR TO MONTH, 3 days", "YEAR TO MONTH, 0.3 months"})
  void anIntervalIsOfItsKind(String fields, String text) throws SQLException {
    try (Connection connection = AnyDatabase.connect();
        PreparedStatement values =
            connection.prepareStatement("VALUES (CAST(? AS INTERVAL " + fields + "))")) {
      values.setString(1, text);
      assertThatThrownBy(values::executeQuery)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22007"));
    }
  }

  @Test
  void theLongestIntervalsAreReadAndLongerOnesRefused() throws SQLException {
    Period longest = Period.of(Integer.MAX_VALUE, 11, 0);
    try (Connection connection = AnyDatabase.connect();
        PreparedStatement months =
            connection.prepareStatement("VALUES (CAST(? AS INTERVAL YEAR TO MONTH))");
        PreparedStatement days =
            connection.prepareStatement("VALUES (CAST(? AS INTERVAL DAY TO SECOND))")) {
      months.setObject(1, longest);
      try (ResultSet rows = months.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject(1)).isEqualTo(longest);
      }
      for (Object tooLong :
          List.of(Period.of(Integer.MAX_VALUE, 12, 0), Duration.ofDays(110_000))) {
        PreparedStatement values = tooLong instanceof Period ? months : days;
        fails(
            "22003",
            () -> {
              values.setObject(1, tooLong);
              values.executeQuery().next();
            });
      }
    }
  }

  @Test
  void momentsBeyondWallClocksAreRefused() throws SQLException {
    try (Connection connection = AnyDatabase.connect();
        PreparedStatement values = connection.prepareStatement("VALUES (CAST(? AS TIMESTAMP))")) {
      fails("22003", () -> values.setObject(1, Instant.MAX, Types.TIMESTAMP));
      fails("22003", () -> values.setObject(1, Instant.MIN, Types.VARCHAR));
    }
  }

  @Test
  @Timeout(20)
  void hugeExponentsAreTakenOrRefusedAtOnce() throws SQLException {
    BigDecimal huge = new BigDecimal("1E+500000000");
    BigDecimal tiny = new BigDecimal("1E-500000000");
    try (Connection connection = AnyDatabase.connect();
        PreparedStatement values = connection.prepareStatement("VALUES (CAST(? AS VARCHAR))")) {
      fails("22003", () -> values.setObject(1, huge, Types.DECIMAL, 2));
      values.setObject(1, tiny, Types.DECIMAL, 2);
      try (ResultSet rows = values.executeQuery()) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("0.00");
      }
      values.setString(1, "-1E-500000000");
      try (ResultSet rows = values.executeQuery()) {
        rows.next();
        assertThat(rows.getObject(1, BigInteger.class)).isZero();
        assertThat(rows.getLong(1)).isZero();
        assertThat(rows.getBigDecimal(1, 2)).isEqualTo("0.00");
      }
    }
  }

  @Test
  void aParameterTakesWhatItsColumnTakesByNow() throws SQLException {
    try (Connection connection = AnyDatabase.connect();
        Statement changing = connection.createStatement()) {
      changing.execute("drop table if exists cup");
      changing.execute("create table cup (id int primary key, v int)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into cup values (?, ?)")) {
        insert.setInt(1, 1);
        fails("22003", () -> insert.setLong(2, 5_000_000_000L));
        changing.execute("alter table cup alter column v set data type bigint");
        insert.setLong(2, 5_000_000_000L);
        insert.executeUpdate();
        fails("22018", () -> insert.setString(2, "abc"));
        changing.execute("drop table cup");
        changing.execute("create table cup (id int primary key, v varchar)");
        insert.setString(2, "abc");
        insert.executeUpdate();
      }
      try (ResultSet rows = changing.executeQuery("select v from cup")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("abc");
      }
    }
  }
}
