package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.fake.FakeTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSetTest {

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

  private ResultSet query(String sql) throws SQLException {
    return connection.createStatement().executeQuery(sql);
  }

  private ResultSet row() throws SQLException {
    ResultSet result = query("all");
    result.next();
    return result;
  }

  @Test
  void goesForwardAndKnowsWhereItIs() throws SQLException {
    ResultSet result = query("numbers 2");
    assertThat(result.isBeforeFirst()).isTrue();
    assertThat(result.getRow()).isZero();
    fails("24000", () -> result.getInt(1));
    assertThat(result.next()).isTrue();
    assertThat(result.isFirst()).isTrue();
    assertThat(result.isBeforeFirst()).isFalse();
    assertThat(result.isLast()).isFalse();
    assertThat(result.getRow()).isEqualTo(1);
    assertThat(result.next()).isTrue();
    assertThat(result.isLast()).isTrue();
    assertThat(result.getInt("n")).isEqualTo(2);
    assertThat(result.next()).isFalse();
    assertThat(result.isAfterLast()).isTrue();
    assertThat(result.next()).isFalse();
    assertThat(result.getRow()).isZero();
    fails("24000", () -> result.getInt(1));
  }

  @Test
  void knowsThatItIsEmpty() throws SQLException {
    ResultSet result = query("numbers 0");
    assertThat(result.isBeforeFirst()).isFalse();
    assertThat(result.next()).isFalse();
    assertThat(result.isAfterLast()).isFalse();
    assertThat(result.isLast()).isFalse();
    assertThat(result.isFirst()).isFalse();
  }

  @Test
  void letsGoOfTheDatabaseAtItsEnd() throws SQLException {
    ResultSet result = query("numbers 1");
    result.next();
    assertThat(link(connection).rowsOpen).isEqualTo(1);
    result.next();
    assertThat(link(connection).rowsOpen).isZero();
    assertThat(result.isClosed()).isFalse();
  }

  @Test
  void findsColumnsByLabelInAnyCase() throws SQLException {
    ResultSet result = query("numbers 1");
    assertThat(result.findColumn("WORD")).isEqualTo(2);
    assertThat(result.findColumn("Word")).isEqualTo(2);
    assertThat(fails("42703", () -> result.findColumn("colour"))).hasMessageContaining("n, Word");
    fails("42703", () -> result.findColumn(null));
    result.next();
    fails("42703", () -> result.getString("colour"));
    fails("42703", () -> result.getString(0));
    fails("42703", () -> result.getString(3));
  }

  @Test
  void remembersNulls() throws SQLException {
    ResultSet result = query("nulls");
    result.next();
    for (int i = 1; i <= FakeTypes.names().size(); i++) {
      assertThat(result.getInt(i)).isZero();
      assertThat(result.wasNull()).isTrue();
      assertThat(result.getBoolean(i)).isFalse();
      assertThat(result.getDouble(i)).isZero();
      assertThat(result.getFloat(i)).isZero();
      assertThat(result.getByte(i)).isZero();
      assertThat(result.getShort(i)).isZero();
      assertThat(result.getLong(i)).isZero();
      for (Object value :
          new Object[] {
            result.getString(i),
            result.getNString(i),
            result.getBytes(i),
            result.getDate(i),
            result.getTime(i),
            result.getTimestamp(i),
            result.getObject(i),
            result.getArray(i),
            result.getBigDecimal(i),
            result.getBlob(i),
            result.getClob(i),
            result.getNClob(i),
            result.getAsciiStream(i),
            result.getBinaryStream(i),
            result.getCharacterStream(i),
            result.getNCharacterStream(i),
            result.getObject(i, Instant.class),
            result.getObject(i, Map.of())
          }) {
        assertThat(value).isNull();
        assertThat(result.wasNull()).isTrue();
      }
    }
    ResultSet row = row();
    row.getInt("integer");
    assertThat(row.wasNull()).isFalse();
  }

  static Stream<Arguments> usual() {
    return Stream.of(
        Arguments.of("boolean", true),
        Arguments.of("tinyint", 7),
        Arguments.of("smallint", 300),
        Arguments.of("integer", 70_000),
        Arguments.of("bigint", 5_000_000_000L),
        Arguments.of("real", 1.5f),
        Arguments.of("double", 2.25),
        Arguments.of("decimal", new BigDecimal("-1234.500")),
        Arguments.of("char", "abc"),
        Arguments.of("varchar", "Grüße"),
        Arguments.of("varbinary", new byte[] {(byte) 0xca, (byte) 0xfe}),
        Arguments.of("date", Date.valueOf("2026-03-08")),
        Arguments.of(
            "timestamp_with_time_zone", OffsetDateTime.of(2026, 7, 1, 12, 0, 0, 1, ZoneOffset.UTC)),
        Arguments.of("interval_year_to_month", Period.ofMonths(14)),
        Arguments.of("interval_day_to_second", Duration.ofMillis(90_061_500)),
        Arguments.of("uuid", ID),
        Arguments.of("json", "{\"a\":1}"),
        Arguments.of("map", Map.of("k", 1)),
        Arguments.of("any", "anything"));
  }

  @ParameterizedTest
  @MethodSource("usual")
  void givesTheObjectThatJdbcPrescribes(String column, Object expected) throws SQLException {
    ResultSet result = row();
    Object value = result.getObject(column);
    assertThat(value).isEqualTo(expected);
    String className = result.getMetaData().getColumnClassName(result.findColumn(column));
    assertThat(
            className.equals("java.lang.Object")
                || value.getClass().getName().equals(className)
                || className.equals("java.util.Map"))
        .as(className)
        .isTrue();
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("boolean", "true"),
        Arguments.of("tinyint", "7"),
        Arguments.of("real", "1.5"),
        Arguments.of("decimal", "-1234.500"),
        Arguments.of("varbinary", "cafe"),
        Arguments.of("date", "2026-03-08"),
        Arguments.of("time", "23:59:58.123456789"),
        Arguments.of("timestamp", "2026-03-08 02:30:00.123456789"),
        Arguments.of("timestamp_with_time_zone", "2026-07-01 12:00:00.000000001+00:00"),
        Arguments.of("interval_year_to_month", "P1Y2M"),
        Arguments.of("interval_day_to_second", "PT25H1M1.5S"),
        Arguments.of("uuid", ID.toString()),
        Arguments.of("integer_array", "[1, null, 3]"),
        Arguments.of("date_array", "[2026-01-31]"),
        Arguments.of("row", "(1, x, null)"),
        Arguments.of("map", "{k=1}"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void givesEverythingAsText(String column, String expected) throws SQLException {
    assertThat(row().getString(column)).isEqualTo(expected);
    assertThat(row().getNString(column)).isEqualTo(expected);
    assertThat(row().getObject(column, String.class)).isEqualTo(expected);
  }

  static Stream<Arguments> classes() {
    LocalDateTime moment = LocalDateTime.of(2026, 3, 8, 2, 30, 0, 123_456_789);
    Instant instant = Instant.parse("2026-07-01T12:00:00.000000001Z");
    return Stream.of(
        Arguments.of("integer", Integer.class, 70_000),
        Arguments.of("integer", Long.class, 70_000L),
        Arguments.of("integer", BigDecimal.class, new BigDecimal(70_000)),
        Arguments.of("integer", BigInteger.class, BigInteger.valueOf(70_000)),
        Arguments.of("integer", Double.class, 70_000.0),
        Arguments.of("integer", Boolean.class, true),
        Arguments.of("integer", Object.class, 70_000),
        Arguments.of("tinyint", Byte.class, (byte) 7),
        Arguments.of("tinyint", Short.class, (short) 7),
        Arguments.of("decimal", Integer.class, -1234),
        Arguments.of("decimal", Number.class, new BigDecimal("-1234.500")),
        Arguments.of("double", Float.class, 2.25f),
        Arguments.of("varchar", byte[].class, "Grüße".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("varbinary", byte[].class, new byte[] {(byte) 0xca, (byte) 0xfe}),
        Arguments.of("uuid", UUID.class, ID),
        Arguments.of("date", LocalDate.class, LocalDate.of(2026, 3, 8)),
        Arguments.of("date", LocalDateTime.class, LocalDateTime.of(2026, 3, 8, 0, 0)),
        Arguments.of("time", LocalTime.class, LocalTime.of(23, 59, 58, 123_456_789)),
        Arguments.of(
            "time",
            OffsetTime.class,
            LocalTime.of(23, 59, 58, 123_456_789).atOffset(ZoneOffset.UTC)),
        Arguments.of("timestamp", LocalDateTime.class, moment),
        Arguments.of("timestamp", LocalDate.class, moment.toLocalDate()),
        Arguments.of("timestamp", LocalTime.class, moment.toLocalTime()),
        Arguments.of("timestamp", Instant.class, moment.toInstant(ZoneOffset.UTC)),
        Arguments.of("timestamp", OffsetDateTime.class, moment.atOffset(ZoneOffset.UTC)),
        Arguments.of("timestamp_with_time_zone", Instant.class, instant),
        Arguments.of(
            "timestamp_with_time_zone", OffsetDateTime.class, instant.atOffset(ZoneOffset.UTC)),
        Arguments.of(
            "timestamp_with_time_zone",
            ZonedDateTime.class,
            instant.atZone(java.time.ZoneId.of("UTC"))),
        Arguments.of(
            "timestamp_with_time_zone",
            LocalDateTime.class,
            LocalDateTime.of(2026, 7, 1, 12, 0, 0, 1)),
        Arguments.of("timestamp_with_time_zone", Timestamp.class, Timestamp.from(instant)),
        Arguments.of("timestamp_with_time_zone", java.util.Date.class, Timestamp.from(instant)),
        Arguments.of("interval_year_to_month", Period.class, Period.ofMonths(14)),
        Arguments.of("interval_day_to_second", Duration.class, Duration.ofMillis(90_061_500)),
        Arguments.of("integer_array", List.class, Arrays.asList(1, null, 3)),
        Arguments.of("integer_array", Integer[].class, new Integer[] {1, null, 3}),
        Arguments.of("integer_array", String[].class, new String[] {"1", null, "3"}),
        Arguments.of("date_array", LocalDate[].class, new LocalDate[] {LocalDate.of(2026, 1, 31)}),
        Arguments.of("map", Map.class, Map.of("k", 1)));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void givesTheClassAskedFor(String column, Class<?> type, Object expected) throws SQLException {
    Object value = row().getObject(column, type);
    assertThat(value).isInstanceOf(type).isEqualTo(expected);
    assertThat(row().getObject(row().findColumn(column), type)).isEqualTo(expected);
  }

  @Test
  void givesLobsAndStreams() throws SQLException, IOException {
    ResultSet row = row();
    assertThat(row.getBlob("varbinary").length()).isEqualTo(2);
    assertThat(row.getClob("varchar").getSubString(1, 4)).isEqualTo("Grüß");
    assertThat(row.getNClob("varchar").length()).isEqualTo(5);
    assertThat(row.getObject("varbinary", Blob.class).length()).isEqualTo(2);
    assertThat(row.getObject("varchar", Clob.class).length()).isEqualTo(5);
    assertThat(row.getObject("varchar", NClob.class).length()).isEqualTo(5);
    try (InputStream bytes = row.getBinaryStream("varbinary");
        InputStream text = row.getBinaryStream("varchar");
        InputStream ascii = row.getAsciiStream("char");
        Reader reader = row.getCharacterStream("varchar");
        Reader national = row.getNCharacterStream("varchar");
        InputStream object = row.getObject("varbinary", InputStream.class);
        Reader readerObject = row.getObject("varchar", Reader.class)) {
      assertThat(bytes.readAllBytes()).containsExactly(0xca, 0xfe);
      assertThat(text.readAllBytes()).hasSize(7);
      assertThat(ascii.readAllBytes()).containsExactly('a', 'b', 'c');
      assertThat(reader.read()).isEqualTo('G');
      assertThat(national.read()).isEqualTo('G');
      assertThat(object.readAllBytes()).hasSize(2);
      assertThat(readerObject.read()).isEqualTo('G');
    }
  }

  @Test
  void givesArraysAndRows() throws SQLException {
    ResultSet row = row();
    Array array = row.getArray("integer_array");
    assertThat((Integer[]) array.getArray()).containsExactly(1, null, 3);
    assertThat(array).hasToString("[1, null, 3]");
    assertThat(row.getObject("integer_array")).isInstanceOf(Array.class);
    assertThat((Date[]) row.getArray("date_array").getArray())
        .containsExactly(Date.valueOf("2026-01-31"));
    Struct struct = (Struct) row.getObject("row");
    assertThat(struct.getAttributes()).containsExactly(1, "x", null);
    assertThat(row.getObject("row", Struct.class).getSQLTypeName()).isEqualTo("ROW");
    fails("22018", () -> row.getArray("integer"));
  }

  @Test
  void cutsFractionsButNeverSizes() throws SQLException {
    ResultSet row = row();
    assertThat(row.getInt("decimal")).isEqualTo(-1234);
    assertThat(row.getLong("double")).isEqualTo(2);
    assertThat(row.getShort("smallint")).isEqualTo((short) 300);
    fails("22003", () -> row.getByte("smallint"));
    fails("22003", () -> row.getShort("integer"));
    fails("22003", () -> row.getInt("bigint"));
    fails("22018", () -> row.getInt("varchar"));
    fails("22018", () -> row.getInt("date"));
    fails("22018", () -> row.getBoolean("varchar"));
    fails("22007", () -> row.getTimestamp("varchar"));
    fails("22007", () -> row.getDate("varchar"));
    fails("22007", () -> row.getTime("varchar"));
    fails("22018", () -> row.getDate("integer"));
    fails("22018", () -> row.getDate("time"));
    fails("22018", () -> row.getTime("date"));
    fails("22018", () -> row.getBytes("integer"));
    fails("22018", () -> row.getObject("varchar", UUID.class));
    fails("22018", () -> row.getObject("varchar", Period.class));
    fails("22018", () -> row.getObject("varchar", Integer[].class));
    fails("22018", () -> row.getObject("integer_array", int[].class));
    fails("HYC00", () -> row.getObject("varchar", Thread.State.class));
    fails("HYC00", () -> row.getObject("varchar", Map.of("x", String.class)));
  }

  @Test
  @SuppressWarnings("deprecation")
  void roundsToAScaleAsJdbcOnceHadIt() throws SQLException, IOException {
    assertThat(row().getBigDecimal("double", 1)).isEqualTo("2.3");
    assertThat(row().getUnicodeStream(9).readAllBytes()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"getRef", "getRowId", "getSQLXML", "getURL"})
  void hasNoValuesOfStrangeTypes(String getter) throws Exception {
    ResultSet row = row();
    Method method = ResultSet.class.getMethod(getter, int.class);
    fails("HYC00", () -> invoke(method, row, 1));
    fails("HYC00", () -> invoke(ResultSet.class.getMethod(getter, String.class), row, "integer"));
  }

  @Test
  void refusesEveryUpdate() throws Exception {
    ResultSet row = row();
    List<String> refused = new ArrayList<>();
    for (Method method : ResultSet.class.getMethods()) {
      String name = method.getName();
      if (name.startsWith("update")
          || List.of("insertRow", "deleteRow", "refreshRow", "cancelRowUpdates").contains(name)
          || name.startsWith("moveTo")) {
        fails("HYC00", () -> invoke(method, row, defaults(method)));
        refused.add(name);
      }
    }
    assertThat(refused).hasSizeGreaterThan(90);
    assertThat(row.rowUpdated() || row.rowInserted() || row.rowDeleted()).isFalse();
    assertThat(row.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
  }

  @Test
  void refusesEveryJump() throws SQLException {
    ResultSet row = row();
    fails("HYC00", row::beforeFirst);
    fails("HYC00", row::afterLast);
    fails("HYC00", row::first);
    fails("HYC00", row::last);
    fails("HYC00", row::previous);
    fails("HYC00", () -> row.absolute(1));
    fails("HYC00", () -> row.relative(1));
    fails("HYC00", () -> row.setFetchDirection(ResultSet.FETCH_REVERSE));
    fails("22023", () -> row.setFetchDirection(77));
    fails("HYC00", row::getCursorName);
    row.setFetchDirection(ResultSet.FETCH_FORWARD);
    assertThat(row.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
    assertThat(row.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    row.setFetchSize(3);
    assertThat(row.getFetchSize()).isEqualTo(3);
    fails("22023", () -> row.setFetchSize(-1));
    assertThat((Object) row.getWarnings()).isNull();
    row.clearWarnings();
  }

  @Test
  void readsEveryColumnByEveryLabel() throws Exception {
    ResultSet row = row();
    for (Method byLabel : ResultSet.class.getMethods()) {
      if (byLabel.getName().startsWith("get")
          && byLabel.getParameterCount() == 1
          && byLabel.getParameterTypes()[0] == String.class
          && !byLabel.getName().endsWith("Stream")) {
        Method byNumber = ResultSet.class.getMethod(byLabel.getName(), int.class);
        for (int i = 1; i <= FakeTypes.names().size(); i++) {
          String label = FakeTypes.names().get(i - 1).toUpperCase(Locale.ROOT).replace(' ', '_');
          assertThat(outcome(byLabel, row, label)).isEqualTo(outcome(byNumber, row, i));
        }
      }
    }
  }

  private static String outcome(Method method, ResultSet row, Object key) {
    try {
      Object value = invoke(method, row, key);
      return value instanceof byte[] bytes
          ? Arrays.toString(bytes)
          : value == null ? "null" : value.toString().replaceAll("@[0-9a-f]+", "");
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Test
  void belongsToItsStatement() throws SQLException {
    var statement = connection.createStatement();
    ResultSet result = statement.executeQuery("numbers 1");
    assertThat(result.getStatement()).isSameAs(statement);
    assertThat(result.isWrapperFor(ResultSet.class)).isTrue();
  }

  static Object[] defaults(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(
            type ->
                type == boolean.class
                    ? (Object) false
                    : type == byte.class
                        ? (Object) (byte) 0
                        : type == short.class
                            ? (Object) (short) 0
                            : type == long.class
                                ? (Object) 0L
                                : type == float.class
                                    ? (Object) 0f
                                    : type == double.class
                                        ? (Object) 0.0
                                        : type == int.class ? (Object) 1 : null)
        .toArray();
  }

  static Object invoke(Method method, Object target, Object... arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Test
  void timesKeepMilliseconds() throws SQLException {
    assertThat(row().getTime("time").getTime() % 1_000).isEqualTo(123);
    assertThat(row().getObject("time", Time.class)).isEqualTo(row().getTime("time"));
  }
}
