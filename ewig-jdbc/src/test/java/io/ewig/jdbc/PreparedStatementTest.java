package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.link;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.value.MemoryBlob;
import io.ewig.jdbc.value.MemoryClob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreparedStatementTest {

  private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = Fakes.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  static Arguments becomes(String type, Object value, Object expected) {
    Setter setter = statement -> statement.setObject(1, value);
    return Arguments.of(type, setter, expected);
  }

  static Arguments set(String type, Setter setter, Object expected) {
    return Arguments.of(type, setter, expected);
  }

  static Stream<Arguments> objects() {
    return Stream.of(
        becomes("BOOLEAN", true, "true"),
        becomes("BOOLEAN", 0, "false"),
        becomes("BOOLEAN", " Yes ", "true"),
        becomes("TINYINT", 7L, "7"),
        becomes("SMALLINT", "300", "300"),
        becomes("INTEGER", 5_000L, "5000"),
        becomes("INTEGER", new BigDecimal("7.000"), "7"),
        becomes("INTEGER", 7.0, "7"),
        becomes("INTEGER", true, "1"),
        becomes("BIGINT", 5, "5"),
        becomes("BIGINT", BigInteger.valueOf(Long.MAX_VALUE), "9223372036854775807"),
        becomes("REAL", 1.5, "1.5"),
        becomes("DOUBLE", "2.5e3", "2500.0"),
        becomes("DOUBLE", "NaN", "NaN"),
        becomes("DECIMAL", 1.1, "1.1"),
        becomes("DECIMAL", 1.1f, "1.1"),
        becomes("DECIMAL", "1e3", "1000"),
        becomes("VARCHAR", 5, "5"),
        becomes("VARCHAR", 'x', "x"),
        becomes("VARCHAR", LocalDate.of(1500, 1, 1), "1500-01-01"),
        becomes("VARCHAR", ID, ID.toString()),
        becomes("VARCHAR", "äöü".getBytes(StandardCharsets.UTF_8), "äöü"),
        becomes("VARBINARY", new byte[] {1, 2}, "0102"),
        becomes("VARBINARY", "cafe", "cafe"),
        becomes("VARBINARY", ID, "123e4567e89b12d3a456426614174000"),
        becomes("VARBINARY", new MemoryBlob(new byte[] {3}), "03"),
        becomes("DATE", LocalDate.of(1, 1, 1), "0001-01-01"),
        becomes("DATE", "9999-12-31", "9999-12-31"),
        becomes("DATE", LocalDateTime.of(2026, 1, 31, 23, 59), "2026-01-31"),
        becomes("DATE", java.sql.Date.valueOf("1582-10-04"), "1582-10-04"),
        becomes("TIME", LocalTime.of(1, 2, 3, 4), "01:02:03.000000004"),
        becomes("TIME", "12:30", "12:30:00"),
        becomes("TIME", java.sql.Time.valueOf("23:59:59"), "23:59:59"),
        becomes(
            "TIMESTAMP", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6), "2026-01-02 03:04:05.000000006"),
        becomes("TIMESTAMP", "2026-01-02T03:04:05.5", "2026-01-02 03:04:05.5"),
        becomes("TIMESTAMP", "2026-01-02", "2026-01-02 00:00:00"),
        becomes("TIMESTAMP", LocalDate.of(2026, 1, 2), "2026-01-02 00:00:00"),
        becomes("TIMESTAMP", Instant.parse("2026-01-02T03:04:05Z"), "2026-01-02 03:04:05"),
        becomes(
            "TIMESTAMP",
            java.sql.Timestamp.valueOf("2026-01-02 03:04:05.123456789"),
            "2026-01-02 03:04:05.123456789"),
        becomes("TIMESTAMP", java.sql.Date.valueOf("1500-02-28"), "1500-02-28 00:00:00"),
        becomes(
            "TIMESTAMP WITH TIME ZONE",
            Instant.parse("2026-01-02T03:04:05.000000001Z"),
            "2026-01-02 03:04:05.000000001+00:00"),
        becomes(
            "TIMESTAMP WITH TIME ZONE",
            OffsetDateTime.parse("2026-01-02T03:04:05+01:00"),
            "2026-01-02 02:04:05+00:00"),
        becomes(
            "TIMESTAMP WITH TIME ZONE",
            ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Vienna")),
            "2026-07-01 10:00:00+00:00"),
        becomes(
            "TIMESTAMP WITH TIME ZONE", "2026-01-02 03:04:05 -05:30", "2026-01-02 08:34:05+00:00"),
        becomes("TIMESTAMP WITH TIME ZONE", "2026-01-02 03:04:05Z", "2026-01-02 03:04:05+00:00"),
        becomes(
            "TIMESTAMP WITH TIME ZONE",
            LocalDateTime.of(2026, 1, 2, 3, 4),
            "2026-01-02 03:04:00+00:00"),
        becomes("TIMESTAMP WITH TIME ZONE", new java.util.Date(1), "1970-01-01 00:00:00.001+00:00"),
        becomes(
            "TIMESTAMP WITH TIME ZONE",
            java.sql.Timestamp.from(Instant.parse("1582-10-10T00:00:00.000000007Z")),
            "1582-10-10 00:00:00.000000007+00:00"),
        becomes("INTERVAL YEAR TO MONTH", Period.ofMonths(14), "P1Y2M"),
        becomes("INTERVAL YEAR TO MONTH", "2 years", "2 years"),
        becomes("INTERVAL DAY TO SECOND", Duration.ofMillis(1_500), "PT1.5S"),
        becomes("INTERVAL DAY TO SECOND", Period.ofDays(3), "PT72H"),
        becomes("VARCHAR", Period.of(0, 1, 2), "P1M2D"),
        becomes("UUID", ID, ID.toString()),
        becomes("UUID", ID.toString(), ID.toString()),
        becomes("JSON", "{}", "{}"),
        becomes("INTEGER ARRAY", new int[] {1, 2}, "[1, 2]"),
        becomes("INTEGER ARRAY", new Object[] {1, "2", null}, "[1, 2, null]"),
        becomes("INTEGER ARRAY", Arrays.asList(1L, null), "[1, null]"),
        becomes("DATE ARRAY", List.of("2026-01-31"), "[2026-01-31]"),
        becomes("ANY", 5L, "5"),
        becomes(
            "ANY", OffsetDateTime.parse("2026-01-02T03:04:05+01:00"), "2026-01-02 02:04:05+00:00"),
        becomes("ANY", new BigInteger("99999999999999999999"), "99999999999999999999"));
  }

  static Stream<Arguments> setters() {
    byte[] bytes = {(byte) 0xca, (byte) 0xfe};
    return Stream.of(
        set("BOOLEAN", s -> s.setBoolean(1, true), "true"),
        set("TINYINT", s -> s.setByte(1, (byte) -7), "-7"),
        set("SMALLINT", s -> s.setShort(1, (short) 7), "7"),
        set("INTEGER", s -> s.setInt(1, 7), "7"),
        set("INTEGER", s -> s.setLong(1, 7), "7"),
        set("BIGINT", s -> s.setInt(1, 7), "7"),
        set("REAL", s -> s.setFloat(1, 0.1f), "0.1"),
        set("DOUBLE", s -> s.setDouble(1, 0.1), "0.1"),
        set("DECIMAL", s -> s.setBigDecimal(1, new BigDecimal("1.10")), "1.10"),
        set("VARCHAR", s -> s.setString(1, "x"), "x"),
        set("VARCHAR", s -> s.setNString(1, "x"), "x"),
        set("INTEGER", s -> s.setString(1, " 7 "), "7"),
        set("VARBINARY", s -> s.setBytes(1, bytes), "cafe"),
        set("DATE", s -> s.setDate(1, java.sql.Date.valueOf("2026-01-31")), "2026-01-31"),
        set("TIME", s -> s.setTime(1, java.sql.Time.valueOf("01:02:03")), "01:02:03"),
        set("VARCHAR", s -> s.setNull(1, Types.VARCHAR), "null"),
        set("VARCHAR", s -> s.setNull(1, Types.OTHER, "x"), "null"),
        set("VARCHAR", s -> s.setString(1, null), "null"),
        set("VARBINARY", s -> s.setBytes(1, null), "null"),
        set("VARCHAR", s -> s.setObject(1, "5", Types.INTEGER), "5"),
        set("INTEGER", s -> s.setObject(1, "5", Types.VARCHAR), "5"),
        set("DECIMAL", s -> s.setObject(1, "1.25", Types.DECIMAL, 1), "1.3"),
        set("DECIMAL", s -> s.setObject(1, 1.25, JDBCType.NUMERIC, 1), "1.3"),
        set("DATE", s -> s.setObject(1, "2026-01-31", JDBCType.DATE), "2026-01-31"),
        set("UUID", s -> s.setObject(1, ID, Types.OTHER), ID.toString()),
        set("INTEGER", s -> s.setObject(1, null, Types.INTEGER), "null"),
        set("VARBINARY", s -> s.setBinaryStream(1, stream(bytes)), "cafe"),
        set("VARBINARY", s -> s.setBinaryStream(1, stream(bytes), 1), "ca"),
        set("VARBINARY", s -> s.setBinaryStream(1, stream(bytes), 2L), "cafe"),
        set("VARBINARY", s -> s.setBlob(1, stream(bytes)), "cafe"),
        set("VARBINARY", s -> s.setBlob(1, stream(bytes), 1), "ca"),
        set("VARBINARY", s -> s.setBlob(1, new MemoryBlob(bytes)), "cafe"),
        set("VARBINARY", s -> s.setBlob(1, (InputStream) null), "null"),
        set("VARCHAR", s -> s.setCharacterStream(1, reader("xyz")), "xyz"),
        set("VARCHAR", s -> s.setCharacterStream(1, reader("xyz"), 2), "xy"),
        set("VARCHAR", s -> s.setCharacterStream(1, reader("xyz"), 2L), "xy"),
        set("VARCHAR", s -> s.setNCharacterStream(1, reader("xyz")), "xyz"),
        set("VARCHAR", s -> s.setNCharacterStream(1, reader("xyz"), 1), "x"),
        set("VARCHAR", s -> s.setClob(1, reader("xyz")), "xyz"),
        set("VARCHAR", s -> s.setClob(1, reader("xyz"), 1), "x"),
        set("VARCHAR", s -> s.setClob(1, new MemoryClob("xyz")), "xyz"),
        set("VARCHAR", s -> s.setNClob(1, reader("xyz")), "xyz"),
        set("VARCHAR", s -> s.setNClob(1, reader("xyz"), 1), "x"),
        set("VARCHAR", s -> s.setNClob(1, new MemoryClob("xyz")), "xyz"),
        set("VARCHAR", s -> s.setAsciiStream(1, stream(new byte[] {65, 66})), "AB"),
        set("VARCHAR", s -> s.setAsciiStream(1, stream(new byte[] {65, 66}), 1), "A"),
        set("VARCHAR", s -> s.setAsciiStream(1, stream(new byte[] {65, 66}), 1L), "A"),
        set("VARCHAR", s -> s.setURL(1, url()), "file:/x"),
        set(
            "INTEGER ARRAY",
            s -> s.setArray(1, s.getConnection().createArrayOf("BIGINT", new Object[] {1, 2})),
            "[1, 2]"));
  }

  private static URL url() {
    try {
      return new URL("file:/x");
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static Reader reader(String text) {
    return new StringReader(text);
  }

  @ParameterizedTest
  @MethodSource({"objects", "setters"})
  void setsWhatTheParameterTakes(String type, Setter setter, String expected) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("echo " + type)) {
      setter.set(statement);
      assertThat(rows(statement.executeQuery())).containsExactly(expected);
    }
  }

  static Stream<Arguments> refusals() {
    Object broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("no");
          }
        };
    return Stream.of(
        becomes("TINYINT", 128, "22003"),
        becomes("INTEGER", 1L << 31, "22003"),
        becomes("INTEGER", 1.5, "22003"),
        becomes("INTEGER", "1.5", "22003"),
        becomes("INTEGER", "1e400", "22003"),
        becomes("INTEGER", Double.NaN, "22003"),
        becomes("INTEGER", "seven", "22018"),
        becomes("INTEGER", "", "22018"),
        becomes("INTEGER", LocalDate.of(2026, 1, 31), "22018"),
        becomes("BIGINT", new BigInteger("9223372036854775808"), "22003"),
        becomes("BIGINT", new BigDecimal("1e999999999"), "22003"),
        becomes("REAL", 1e300, "22003"),
        becomes("DOUBLE", "1e400", "22003"),
        becomes("DECIMAL", Double.POSITIVE_INFINITY, "22003"),
        becomes("DECIMAL", "9".repeat(2_000), "22018"),
        becomes("BOOLEAN", "perhaps", "22018"),
        becomes("DATE", "31.1.2026", "22007"),
        becomes("DATE", "2026-02-29", "22007"),
        becomes("DATE", "10000-01-01", "22007"),
        becomes("DATE", "0000-01-01", "22007"),
        becomes("DATE", LocalTime.NOON, "22018"),
        becomes("DATE", new java.sql.Date(-100_000_000_000_000L), "22007"),
        becomes("DATE", new java.sql.Date(1_000_000_000_000_000L), "22007"),
        becomes("TIME", "25:00", "22007"),
        becomes("TIME", LocalDate.EPOCH, "22018"),
        becomes("TIMESTAMP", LocalTime.NOON, "22018"),
        becomes("TIMESTAMP", "soon", "22007"),
        becomes("TIMESTAMP", 5, "22018"),
        becomes("UUID", "123", "22018"),
        becomes("UUID", 5, "22018"),
        becomes("VARBINARY", "xyz", "22018"),
        becomes("VARBINARY", 5, "22018"),
        becomes("VARCHAR", new byte[] {(byte) 0xff}, "22021"),
        becomes("INTERVAL YEAR TO MONTH", Period.ofDays(3), "22018"),
        becomes("INTERVAL YEAR TO MONTH", Duration.ZERO, "22018"),
        becomes("INTERVAL DAY TO SECOND", 5, "22018"),
        becomes("INTEGER ARRAY", 5, "22018"),
        becomes("INTEGER ARRAY", List.of("x"), "22018"),
        becomes("ANY", Thread.State.NEW, "22018"),
        becomes("VARBINARY", broken, "22023"),
        set("VARCHAR", s -> s.setCharacterStream(1, reader("x"), 5), "22023"),
        set("VARCHAR", s -> s.setCharacterStream(1, reader("x"), -5), "22023"),
        set("VARBINARY", s -> s.setBinaryStream(1, stream(new byte[1]), 5), "22023"),
        set("VARCHAR", s -> s.setObject(1, "x", Types.INTEGER), "22018"),
        set("VARCHAR", s -> s.setObject(1, "x", 123_456), "22023"),
        set("VARCHAR", s -> s.setRef(1, null), "HYC00"),
        set("VARCHAR", s -> s.setRowId(1, null), "HYC00"),
        set("VARCHAR", s -> s.setString(2, "x"), "07009"),
        set("VARCHAR", s -> s.setString(0, "x"), "07009"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatTheParameterCannotTake(String type, Setter setter, String state)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("echo " + type)) {
      fails(state, () -> setter.set(statement));
    }
  }

  @Test
  void copiesBytesWhenTheyAreSet() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("echo VARBINARY");
    byte[] bytes = {1};
    statement.setBytes(1, bytes);
    bytes[0] = 2;
    assertThat(rows(statement.executeQuery())).containsExactly("01");
  }

  @Test
  void needsAllParameters() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("write ?");
    assertThat(fails("07001", statement::executeUpdate)).hasMessageContaining("parameter 1 of 1");
    fails("07001", statement::addBatch);
    statement.setInt(1, 1);
    statement.executeUpdate();
    statement.executeUpdate();
    statement.clearParameters();
    fails("07001", statement::execute);
    assertThat(link(connection).written).containsExactly("1", "1");
  }

  @Test
  void isPlannedOnce() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("echo INTEGER");
    for (int i = 0; i < 5; i++) {
      statement.setInt(1, i);
      assertThat(rows(statement.executeQuery())).containsExactly("" + i);
    }
    assertThat(link(connection).journal).filteredOn(s -> s.startsWith("prepare")).hasSize(1);
  }

  @Test
  void describesItselfWithoutRunning() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("echo DECIMAL");
    assertThat(statement.getMetaData().getColumnTypeName(1)).isEqualTo("DECIMAL");
    ParameterMetaData parameters = statement.getParameterMetaData();
    assertThat(parameters.getParameterCount()).isEqualTo(1);
    assertThat(parameters.getParameterType(1)).isEqualTo(Types.DECIMAL);
    assertThat(parameters.getParameterTypeName(1)).isEqualTo("DECIMAL");
    assertThat(parameters.getParameterClassName(1)).isEqualTo("java.math.BigDecimal");
    assertThat(parameters.getPrecision(1)).isEqualTo(12);
    assertThat(parameters.getScale(1)).isEqualTo(3);
    assertThat(parameters.isSigned(1)).isTrue();
    assertThat(parameters.isNullable(1)).isEqualTo(ParameterMetaData.parameterNullable);
    assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
    assertThat(parameters.isWrapperFor(ParameterMetaData.class)).isTrue();
    fails("07009", () -> parameters.getParameterType(2));
    assertThat(connection.prepareStatement("write ?").getMetaData()).isNull();
    assertThat(link(connection).journal).noneMatch(s -> s.startsWith("execute"));
    assertThat(statement).hasToString("echo DECIMAL");
  }

  @Test
  void refusesAnotherText() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("numbers 1");
    fails("22023", () -> statement.executeQuery("numbers 1"));
    fails("22023", () -> statement.execute("numbers 1"));
    fails("22023", () -> statement.executeUpdate("write 1", 1));
    fails("22023", () -> statement.executeLargeUpdate("write 1"));
    fails("22023", () -> statement.addBatch("write 1"));
  }

  @Test
  void refusesRowsForAnUpdateAndTheOtherWayRound() throws SQLException {
    fails("07005", () -> connection.prepareStatement("write 1").executeQuery());
    fails("07003", () -> connection.prepareStatement("numbers 1").executeUpdate());
    fails("07003", () -> connection.prepareStatement("numbers 1").executeBatch());
  }

  @Test
  void runsBatches() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("write ?");
    for (int i = 1; i <= 3; i++) {
      statement.setInt(1, i);
      statement.addBatch();
    }
    assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
    assertThat(link(connection).written).containsExactly("1", "2", "3");
    assertThat(link(connection).journal).contains("batch of 3");
    assertThat(statement.executeBatch()).isEmpty();
    statement.addBatch();
    statement.clearBatch();
    assertThat(statement.executeLargeBatch()).isEmpty();
  }

  @Test
  void tellsHowFarABatchCame() throws SQLException {
    connection.setAutoCommit(false);
    for (int keys : new int[] {Statement.NO_GENERATED_KEYS, Statement.RETURN_GENERATED_KEYS}) {
      PreparedStatement statement = connection.prepareStatement("write ?", keys);
      for (int number : new int[] {1, 2, 13, 4}) {
        statement.setInt(1, number);
        statement.addBatch();
      }
      var error = (BatchUpdateException) fails("23505", statement::executeBatch);
      assertThat(error.getUpdateCounts()).containsExactly(1, 1);
    }
    assertThat(link(connection).written).containsExactly("1", "2", "1", "2");
  }

  @Test
  void givesTheKeysOfABatch() throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement("write ?", Statement.RETURN_GENERATED_KEYS);
    for (int number : new int[] {5, 6}) {
      statement.setInt(1, number);
      statement.addBatch();
    }
    assertThat(statement.executeBatch()).containsExactly(1, 1);
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("5", "6");
    assertThat(connection.getAutoCommit()).isTrue();
  }

  @Test
  void givesKeysByNameAndPosition() throws SQLException {
    PreparedStatement byName = connection.prepareStatement("write ?", new String[] {"id"});
    byName.setInt(1, 4);
    byName.executeUpdate();
    assertThat(rows(byName.getGeneratedKeys())).containsExactly("4");
    PreparedStatement byPosition = connection.prepareStatement("write ?", new int[] {1});
    byPosition.setInt(1, 5);
    byPosition.execute();
    try (ResultSet keys = byPosition.getGeneratedKeys()) {
      assertThat(keys.next()).isTrue();
      assertThat(keys.getLong("COLUMN[1]")).isEqualTo(5);
    }
  }
}
