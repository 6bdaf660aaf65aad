package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@code io.ewig.jdbc.value}, in JVMs that think they are elsewhere. */
class TimeZoneTest {

  private static final TimeZone HOME = TimeZone.getDefault();

  @AfterEach
  void goHome() {
    TimeZone.setDefault(HOME);
  }

  private static Connection connect(String jvmZone, String sessionZone) throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone(jvmZone));
    return new EwigDriver().connect(Fakes.URL + "?timeZone=" + sessionZone, null);
  }

  private static ResultSet echo(Connection connection, String type, Object value)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement("echo " + type);
    statement.setObject(1, value);
    ResultSet result = statement.executeQuery();
    result.next();
    return result;
  }

  private static Calendar in(String zone) {
    return new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia"})
  void wallClocksDependOnNoZone(String zone) throws SQLException {
    LocalDateTime[] moments = {
      LocalDateTime.of(2026, 3, 8, 2, 30, 0, 123_456_789), // skipped in New York
      LocalDateTime.of(2026, 11, 1, 1, 30), // twice in New York
      LocalDateTime.of(2011, 12, 30, 12, 0), // skipped in Apia
      LocalDateTime.of(1582, 10, 10, 0, 0), // skipped by Pope Gregory
      LocalDateTime.of(1500, 1, 1, 0, 0),
      LocalDateTime.of(1, 1, 1, 0, 0),
      LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999)
    };
    try (Connection connection = connect(zone, "Europe/Vienna")) {
      for (LocalDateTime moment : moments) {
        ResultSet timestamp = echo(connection, "TIMESTAMP", moment);
        assertThat(timestamp.getObject(1, LocalDateTime.class)).isEqualTo(moment);
        assertThat(timestamp.getObject(1, LocalDate.class)).isEqualTo(moment.toLocalDate());
        assertThat(timestamp.getString(1)).startsWith(moment.toLocalDate() + " ");
        ResultSet date = echo(connection, "DATE", moment.toLocalDate());
        assertThat(date.getObject(1, LocalDate.class)).isEqualTo(moment.toLocalDate());
        assertThat(date.getString(1)).isEqualTo(moment.toLocalDate().toString());
        ResultSet time = echo(connection, "TIME", moment.toLocalTime());
        assertThat(time.getObject(1, LocalTime.class)).isEqualTo(moment.toLocalTime());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void instantsAreTheSameEverywhere(String zone) throws SQLException {
    Instant[] instants = {
      Instant.parse("2026-07-01T12:00:00.000000001Z"),
      Instant.parse("2026-11-01T05:30:00Z"),
      Instant.parse("2026-11-01T06:30:00Z"),
      Instant.parse("1969-12-31T23:59:59.999999999Z"),
      Instant.parse("1500-01-01T00:00:00Z"),
      Instant.parse("0001-01-02T00:00:00Z")
    };
    try (Connection connection = connect(zone, "Asia/Tokyo")) {
      for (Instant instant : instants) {
        ResultSet result = echo(connection, "TIMESTAMP WITH TIME ZONE", instant);
        assertThat(result.getObject(1, Instant.class)).isEqualTo(instant);
        assertThat(result.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(instant);
        assertThat(result.getTimestamp(1)).isEqualTo(Timestamp.from(instant));
        assertThat(result.getTimestamp(1, in("Asia/Kolkata"))).isEqualTo(Timestamp.from(instant));
        ResultSet back = echo(connection, "TIMESTAMP WITH TIME ZONE", result.getTimestamp(1));
        assertThat(back.getObject(1, Instant.class)).isEqualTo(instant);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-07-01T12:00:00Z",
    "America/New_York, 2026-07-01T16:00:00Z",
    "Asia/Kolkata, 2026-07-01T06:30:00Z"
  })
  void timestampsOfWallClocksAreReadInTheZoneOfTheJvm(String zone, String expected)
      throws SQLException {
    LocalDateTime noon = LocalDateTime.of(2026, 7, 1, 12, 0);
    try (Connection connection = connect(zone, "UTC")) {
      ResultSet result = echo(connection, "TIMESTAMP", noon);
      assertThat(result.getTimestamp(1).toInstant()).isEqualTo(expected);
      assertThat(result.getTimestamp(1)).isEqualTo(Timestamp.valueOf(noon));
      assertThat(result.getTimestamp(1, in("Asia/Tokyo")).toInstant())
          .isEqualTo("2026-07-01T03:00:00Z");
      assertThat(result.getDate(1)).isEqualTo(Date.valueOf("2026-07-01"));
      assertThat(result.getTime(1)).isEqualTo(Time.valueOf("12:00:00"));
      ResultSet back = echo(connection, "TIMESTAMP", result.getTimestamp(1));
      assertThat(back.getObject(1, LocalDateTime.class)).isEqualTo(noon);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void calendarsLendTheirZone(String zone) throws SQLException {
    try (Connection connection = connect(zone, "UTC");
        PreparedStatement timestamp = connection.prepareStatement("echo TIMESTAMP");
        PreparedStatement date = connection.prepareStatement("echo DATE");
        PreparedStatement time = connection.prepareStatement("echo TIME")) {
      Timestamp moment = Timestamp.from(Instant.parse("2026-07-01T20:00:00.000000001Z"));
      timestamp.setTimestamp(1, moment, in("Asia/Tokyo"));
      assertThat(rows(timestamp.executeQuery())).containsExactly("2026-07-02 05:00:00.000000001");
      date.setDate(1, new Date(moment.getTime()), in("Asia/Tokyo"));
      assertThat(rows(date.executeQuery())).containsExactly("2026-07-02");
      time.setTime(1, new Time(moment.getTime()), in("Asia/Tokyo"));
      assertThat(rows(time.executeQuery())).containsExactly("05:00:00");
      ResultSet result = date.executeQuery();
      result.next();
      assertThat(result.getDate(1, in("Asia/Tokyo")).getTime())
          .isEqualTo(Instant.parse("2026-07-01T15:00:00Z").toEpochMilli());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Vienna", "Asia/Kolkata"})
  void theSessionsZoneIsForWallClocksOfInstants(String zone) throws SQLException {
    try (Connection connection = connect("America/New_York", zone)) {
      Instant instant = Instant.parse("2026-07-01T20:00:00Z");
      ResultSet result = echo(connection, "TIMESTAMP WITH TIME ZONE", instant);
      var there = instant.atZone(java.time.ZoneId.of(zone));
      assertThat(result.getObject(1, LocalDateTime.class)).isEqualTo(there.toLocalDateTime());
      assertThat(result.getObject(1, OffsetDateTime.class)).isEqualTo(there.toOffsetDateTime());
      assertThat(result.getString(1))
          .endsWith(zone.equals("UTC") ? "+00:00" : there.getOffset().getId());
      assertThat(result.getDate(1)).isEqualTo(Date.valueOf("2026-07-01")); // New York's
      ResultSet back = echo(connection, "TIMESTAMP WITH TIME ZONE", there.toLocalDateTime());
      assertThat(back.getObject(1, Instant.class)).isEqualTo(instant);
    }
  }

  /** Noon exists on every day of these zones, so nothing may move but in October 1582. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void oldClassesKeepYearMonthAndDay(String zone) throws SQLException {
    var random = new Random(zone.hashCode());
    try (Connection connection = connect(zone, "UTC")) {
      for (int i = 0; i < 500; i++) {
        LocalDate day = LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_000));
        if (day.getYear() == 1582 && day.getMonthValue() == 10) {
          continue;
        }
        ResultSet date = echo(connection, "DATE", day);
        assertThat(date.getDate(1)).hasToString(day.toString());
        assertThat(date.getDate(1).toLocalDate()).isEqualTo(day);
        ResultSet again = echo(connection, "DATE", date.getDate(1));
        assertThat(again.getObject(1, LocalDate.class)).isEqualTo(day);
        LocalDateTime noon = day.atTime(12, 0, 0, random.nextInt(1_000_000_000));
        ResultSet timestamp = echo(connection, "TIMESTAMP", noon);
        assertThat(timestamp.getTimestamp(1).toLocalDateTime()).isEqualTo(noon);
        ResultSet back = echo(connection, "TIMESTAMP", timestamp.getTimestamp(1));
        assertThat(back.getObject(1, LocalDateTime.class)).isEqualTo(noon);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void aTimestampIsTheSameInstantWhateverItIsSaidToBe(String zone) throws SQLException {
    Instant moment = Instant.parse("2026-03-01T12:00:00.123456789Z");
    try (Connection connection = connect(zone, "Europe/Vienna");
        PreparedStatement statement =
            connection.prepareStatement("echo TIMESTAMP WITH TIME ZONE")) {
      statement.setObject(1, Timestamp.from(moment), Types.TIMESTAMP);
      ResultSet result = statement.executeQuery();
      result.next();
      assertThat(result.getObject(1, Instant.class)).isEqualTo(moment);
    }
  }
}
