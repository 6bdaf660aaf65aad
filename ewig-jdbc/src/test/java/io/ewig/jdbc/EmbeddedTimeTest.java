package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time through literals, tables and parameters, in JVMs that think they are elsewhere. */
public class EmbeddedTimeTest {

  private static final TimeZone HOME = TimeZone.getDefault();

  @AfterEach
  void goHome() {
    TimeZone.setDefault(HOME);
  }

  private static Connection connect(String zone) throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    return AnyDatabase.connect();
  }

  private static ResultSet first(Connection connection, String sql) throws SQLException {
    ResultSet result = connection.createStatement().executeQuery(sql);
    result.next();
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void literalsDoNotMove(String zone) throws SQLException {
    try (Connection connection = connect(zone)) {
      ResultSet row =
          first(
              connection,
              "select timestamp '2026-03-08 02:30:00.123456789', date '1500-01-01',"
                  + " timestamp '1582-10-10 00:00:00', date '0001-01-01', time '23:59:59.999999'");
      assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo("2026-03-08T02:30:00.123456789");
      assertThat(row.getString(1)).isEqualTo("2026-03-08 02:30:00.123456789");
      assertThat(row.getObject(2, LocalDate.class)).isEqualTo("1500-01-01");
      assertThat(row.getDate(2)).hasToString("1500-01-01");
      assertThat(row.getObject(3, LocalDateTime.class)).isEqualTo("1582-10-10T00:00");
      assertThat(row.getString(4)).isEqualTo("0001-01-01");
      assertThat(row.getString(5)).isEqualTo("23:59:59.999999");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void instantsComeBackAsTheyWentIn(String zone) throws SQLException {
    try (Connection connection = connect(zone)) {
      connection
          .createStatement()
          .execute("create table t (id integer primary key, seen timestamp(9) with time zone)");
      Instant[] instants = {
        Instant.parse("2026-07-01T12:00:00.000000001Z"),
        Instant.parse("2026-03-08T07:30:00Z"),
        Instant.parse("2026-11-01T05:30:00Z"),
        Instant.parse("1500-01-01T00:00:00Z")
      };
      try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
        for (int i = 0; i < instants.length; i++) {
          insert.setInt(1, i);
          insert.setTimestamp(2, Timestamp.from(instants[i]));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      try (PreparedStatement find =
          connection.prepareStatement("select id, seen from t where seen = ?")) {
        for (int i = 0; i < instants.length; i++) {
          find.setObject(1, instants[i]);
          ResultSet row = find.executeQuery();
          assertThat(row.next()).isTrue();
          assertThat(row.getInt(1)).isEqualTo(i);
          assertThat(row.getObject(2, Instant.class)).isEqualTo(instants[i]);
          assertThat(row.getTimestamp(2).toInstant()).isEqualTo(instants[i]);
          assertThat(row.getObject(2, OffsetDateTime.class).toInstant()).isEqualTo(instants[i]);
          assertThat(row.getObject(2)).isInstanceOf(OffsetDateTime.class);
        }
      }
      assertThat(rows(connection.createStatement().executeQuery("select seen from t where id = 0")))
          .containsExactly("2026-07-01 12:00:00.000000001+00:00");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date_trunc('day', %s)",
        "extract(year from %s)",
        "to_char(%s, 'YYYY')",
        "cast(%s as timestamp)",
        "cast(%s as date)"
      })
  void anInstantBeyondAllYearsHasNoDateAndIsRefused(String expression) throws SQLException {
    String instant = "cast(? as timestamp with time zone)";
    try (Connection connection = connect("Asia/Kolkata");
        PreparedStatement statement =
            connection.prepareStatement("select " + expression.formatted(instant))) {
      for (Instant end : List.of(Instant.MIN, Instant.MAX)) {
        statement.setObject(1, end);
        assertThatThrownBy(() -> statement.executeQuery().next())
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22007"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void thePresentIsThePresentEverywhere(String zone) throws SQLException {
    try (Connection connection = connect(zone)) {
      Instant before = Instant.now();
      Instant now = first(connection, "select current_timestamp").getObject(1, Instant.class);
      assertThat(now).isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
    }
  }
}
