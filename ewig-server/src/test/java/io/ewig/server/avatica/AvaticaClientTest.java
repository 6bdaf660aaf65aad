package io.ewig.server.avatica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Avatica's own client, as it is, in both of its codings. */
class AvaticaClientTest {

  private Ewig engine;
  private EwigServer server;

  @BeforeEach
  void start() throws IOException {
    engine = Ewig.inMemory();
    server = EwigServer.start(engine, ServerOptions.local(0));
  }

  @AfterEach
  void stop() {
    server.close();
    engine.close();
  }

  private Connection connect(String coding, String... more) throws SQLException {
    Properties info = new Properties();
    for (int i = 0; i < more.length; i += 2) {
      info.put(more[i], more[i + 1]);
    }
    return DriverManager.getConnection(
        "jdbc:avatica:remote:url=http://127.0.0.1:"
            + server.address().getPort()
            + ";serialization="
            + coding,
        info);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void aTableIsMadeFilledAndRead(String coding) throws SQLException {
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("create table plant (id int primary key, name varchar)"))
          .isZero();
      assertThat(statement.executeUpdate("insert into plant values (1, 'rose'), (2, 'änemone')"))
          .isEqualTo(2);
      try (ResultSet rows = statement.executeQuery("select * from plant order by id")) {
        assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("name");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("name")).isEqualTo("änemone");
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void everyTypeHasAnAnswer(String coding) throws SQLException {
    String query =
        "select true, cast(1 as tinyint), cast(-2 as smallint), 3, cast(4 as bigint),"
            + " cast(0.5 as real), cast(0.25 as double), 12.50, 'x', x'0aff', date '1500-01-01',"
            + " time '12:34:56.789', timestamp '2026-03-08 02:30:00.123456789',"
            + " timestamp with time zone '2026-03-08 02:30:00.123456789 UTC',"
            + " uuid '123e4567-e89b-12d3-a456-426614174000', array[1, null, 3],"
            + " interval '1-2' year to month, cast(null as int)";
    Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getBoolean(1)).isTrue();
      assertThat(row.getByte(2)).isEqualTo((byte) 1);
      assertThat(row.getShort(3)).isEqualTo((short) -2);
      assertThat(row.getInt(4)).isEqualTo(3);
      assertThat(row.getLong(5)).isEqualTo(4);
      assertThat(row.getFloat(6)).isEqualTo(0.5f);
      assertThat(row.getDouble(7)).isEqualTo(0.25);
      assertThat(row.getBigDecimal(8)).isEqualByComparingTo(new BigDecimal("12.5"));
      assertThat(row.getString(9)).isEqualTo("x");
      assertThat(row.getBytes(10)).containsExactly(10, 255);
      assertThat(row.getString(11)).isEqualTo("1500-01-01");
      assertThat(row.getTime(12, utc).getTime()).isEqualTo(45_296_789);
      assertThat(row.getString(12)).isEqualTo("12:34:56.789");
      assertThat(row.getString(13)).isEqualTo("2026-03-08 02:30:00.123");
      assertThat(row.getTimestamp(13, utc).toInstant()).hasToString("2026-03-08T02:30:00.123Z");
      assertThat(row.getString(14)).startsWith("2026-03-08").contains("02:30:00.123456789");
      assertThat(row.getString(15)).isEqualTo("123e4567-e89b-12d3-a456-426614174000");
      assertThat((Object[]) row.getArray(16).getArray()).containsExactly(1, null, 3);
      assertThat(row.getString(17)).isEqualTo("P1Y2M");
      assertThat(row.getInt(18)).isZero();
      assertThat(row.wasNull()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void parametersArriveAsTheyWereSet(String coding) throws SQLException {
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table kept (id bigint primary key, flag boolean, price decimal(10, 2), name"
              + " varchar, bits varbinary(9), born date, woke time(3), due timestamp(3), part real)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into kept values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
        insert.setLong(1, 1L << 40);
        insert.setBoolean(2, true);
        insert.setBigDecimal(3, new BigDecimal("9.99"));
        insert.setString(4, "ros\u00e9");
        insert.setBytes(5, new byte[] {1, -1});
        insert.setDate(6, Date.valueOf("2026-02-28"));
        insert.setTime(7, Time.valueOf("12:34:56"));
        insert.setTimestamp(8, Timestamp.valueOf("2026-02-28 12:34:56.789"));
        insert.setFloat(9, 0.5f);
        assertThat(insert.executeUpdate()).isEqualTo(1);
        insert.setLong(1, 2);
        insert.setNull(4, java.sql.Types.VARCHAR);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
      String texts =
          "select cast(born as varchar) || ' ' || cast(woke as varchar) || ' '"
              + " || cast(due as varchar), bits, name, price, part from kept where id = ?";
      try (PreparedStatement query = connection.prepareStatement(texts)) {
        assertThat(query.getParameterMetaData().getParameterCount()).isEqualTo(1);
        query.setLong(1, 1L << 40);
        try (ResultSet row = query.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isEqualTo("2026-02-28 12:34:56 2026-02-28 12:34:56.789");
          assertThat(row.getBytes(2)).containsExactly(1, 255);
          assertThat(row.getString(3)).isEqualTo("ros\u00e9");
          assertThat(row.getBigDecimal(4)).isEqualByComparingTo("9.99");
          assertThat(row.getFloat(5)).isEqualTo(0.5f);
        }
        query.setLong(1, 2);
        try (ResultSet row = query.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(3)).isNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void rowsComeFrameByFrame(String coding) throws SQLException {
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(7);
      List<Integer> seen = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("select n from generate_series(1, 2500) as g(n) order by n")) {
        while (rows.next()) {
          seen.add(rows.getInt(1));
        }
      }
      assertThat(seen).hasSize(2500).startsWith(1, 2, 3).endsWith(2499, 2500);
      statement.setMaxRows(3);
      try (ResultSet rows = statement.executeQuery("select n from generate_series(1, 9) as g(n)")) {
        assertThat(rows.next() && rows.next() && rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void transactionsCommitAndRollBack(String coding) throws SQLException {
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement()) {
      assertThat(connection.getAutoCommit()).isTrue();
      statement.execute("create table n (i int primary key)");
      connection.setAutoCommit(false);
      statement.executeUpdate("insert into n values (1)");
      connection.rollback();
      statement.executeUpdate("insert into n values (2)");
      connection.commit();
      try (ResultSet rows = statement.executeQuery("select i from n")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void batchesRunAsAWhole(String coding) throws SQLException {
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement()) {
      statement.execute("create table n (i int primary key)");
      try (PreparedStatement insert = connection.prepareStatement("insert into n values (?)")) {
        for (int i = 0; i < 10; i++) {
          insert.setInt(1, i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(10).containsOnly(1);
      }
      statement.addBatch("insert into n values (100)");
      statement.addBatch("delete from n where i < 5");
      assertThat(statement.executeBatch()).containsExactly(1, 5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void anErrorHasItsSqlStateAndNoStackTrace(String coding) throws SQLException {
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select * from nowhere"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getSQLState()).isEqualTo("42P01");
                assertThat(e.getErrorCode()).isEqualTo(1062);
                assertThat(e.getMessage()).contains("public.nowhere");
                assertThat(e.toString()).doesNotContain("at io.ewig");
              });
      try (ResultSet rows = statement.executeQuery("values 1")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void tablesColumnsAndPropertiesAreListed(String coding) throws SQLException {
    try (Connection connection = connect(coding);
        Statement statement = connection.createStatement()) {
      statement.execute("create table plant (id int primary key, name varchar(40))");
      var about = connection.getMetaData();
      List<String> found = new ArrayList<>();
      try (ResultSet tables = about.getTables(null, "public", "%", new String[] {"TABLE"})) {
        while (tables.next()) {
          found.add(tables.getString("TABLE_NAME"));
        }
      }
      try (ResultSet columns = about.getColumns(null, "public", "plant", null)) {
        while (columns.next()) {
          found.add(columns.getString("COLUMN_NAME") + columns.getInt("COLUMN_SIZE"));
        }
      }
      assertThat(found).containsExactly("plant", "id10", "name40");
      assertThat(about.getCatalogs().next()).isTrue();
      assertThat(about.getSchemas().next()).isTrue();
      assertThat(about.getTypeInfo().next()).isTrue();
      assertThat(about.getTableTypes().next()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void ourKeysCountAndUnknownOnesAreRefused(String coding) throws SQLException {
    try (Connection connection = connect(coding, "readOnly", "true", "user", "ann");
        Statement statement = connection.createStatement()) {
      assertThat(connection.isReadOnly()).isTrue();
      assertThatThrownBy(() -> statement.executeUpdate("create table t (i int primary key)"))
          .hasMessageContaining("read-only");
    }
    assertThatThrownBy(() -> connect(coding, "model", "inline:{}").isReadOnly())
        .hasMessageContaining("'model' is not a key");
  }

  @Test
  void aBatchThatFailsChangesNothing() throws SQLException {
    try (Connection connection = connect("protobuf");
        Statement statement = connection.createStatement()) {
      statement.execute("create table n (i int primary key)");
      try (PreparedStatement insert = connection.prepareStatement("insert into n values (?)")) {
        for (int i : new int[] {1, 2, 1}) {
          insert.setInt(1, i);
          insert.addBatch();
        }
        assertThatThrownBy(insert::executeBatch)
            .isInstanceOf(SQLException.class)
            .isNotInstanceOf(BatchUpdateException.class);
      }
      try (ResultSet rows = statement.executeQuery("select count(*) from n")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isZero();
      }
    }
  }
}
