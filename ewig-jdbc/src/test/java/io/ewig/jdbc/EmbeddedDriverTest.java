package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.session.Transaction;
import io.ewig.jdbc.connection.EwigConnection;
import io.ewig.jdbc.link.Setting;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The driver over the engine itself. */
public class EmbeddedDriverTest {

  /** Runs for minutes, if nobody stops it. */
  private static final String ENDLESS =
      "select count(*) from table(ewig.generate_series(1, 100000)) a,"
          + " table(ewig.generate_series(1, 100000)) b";

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
    statement = connection.createStatement();
    statement.execute(
        "create table dept (id integer generated always as identity primary key,"
            + " name varchar(40) not null unique)");
    statement.execute(
        "create table emp (id bigint primary key, dept integer references dept(id),"
            + " pay decimal(10,2) default 5, born date, woke time(9), due timestamp(9),"
            + " seen timestamp(9) with time zone, mark uuid, face varbinary(20), note json)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void keepsEveryTypeFromSetterToGetter() throws SQLException {
    LocalDateTime due = LocalDateTime.of(2026, 3, 8, 2, 30, 0, 123_456_789);
    Instant seen = Instant.parse("1582-10-10T00:00:00.000000001Z");
    UUID mark = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    statement.executeUpdate("insert into dept (name) values ('sales')");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into emp values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, 7);
      insert.setLong(2, 1);
      insert.setBigDecimal(3, new BigDecimal("12.34"));
      insert.setObject(4, LocalDate.of(1500, 1, 1));
      insert.setObject(5, LocalTime.of(23, 59, 59, 999_999_999));
      insert.setObject(6, due);
      insert.setObject(7, seen);
      insert.setObject(8, mark);
      insert.setBytes(9, new byte[] {1, 2});
      insert.setString(10, "{\"a\": 1}");
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    try (ResultSet row = statement.executeQuery("select * from emp;")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getObject("id")).isEqualTo(7L);
      assertThat(row.getInt("dept")).isEqualTo(1);
      assertThat(row.getBigDecimal("pay")).isEqualTo("12.34");
      assertThat(row.getObject("born", LocalDate.class)).isEqualTo("1500-01-01");
      assertThat(row.getDate("born")).hasToString("1500-01-01");
      assertThat(row.getObject("woke", LocalTime.class)).isEqualTo("23:59:59.999999999");
      assertThat(row.getObject("due", LocalDateTime.class)).isEqualTo(due);
      assertThat(row.getObject("seen", Instant.class)).isEqualTo(seen);
      assertThat(row.getObject("seen", OffsetDateTime.class).toInstant()).isEqualTo(seen);
      assertThat(row.getTimestamp("seen").toInstant()).isEqualTo(seen);
      assertThat(row.getObject("mark", UUID.class)).isEqualTo(mark);
      assertThat(row.getBytes("face")).containsExactly(1, 2);
      assertThat(row.getString("note")).contains("\"a\"");
    }
  }

  @Test
  void givesKeys() throws SQLException {
    statement.executeUpdate(
        "insert into dept (name) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("1", "2");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into dept (name) values (?)", new String[] {"name", "id"})) {
      insert.setString(1, "c");
      insert.executeUpdate();
      assertThat(rows(insert.getGeneratedKeys())).containsExactly("c 3");
    }
  }

  @Test
  void tellsWhatIsComputed() throws SQLException {
    statement.execute(
        "create table item (id integer primary key, price integer, pieces integer,"
            + " total integer generated always as (price * pieces) stored)");
    ResultSet columns = connection.getMetaData().getColumns(null, "public", "item", "%");
    List<String> generated = new ArrayList<>();
    while (columns.next()) {
      generated.add(
          columns.getString("COLUMN_NAME") + " " + columns.getString("IS_GENERATEDCOLUMN"));
    }
    assertThat(generated).containsExactly("id NO", "price NO", "pieces NO", "total YES");
    statement.executeUpdate(
        "insert into item (id, price, pieces) values (1, 2, 3)", Statement.RETURN_GENERATED_KEYS);
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("1 6");
    statement.executeUpdate("update item set pieces = 5", new String[] {"total"});
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("10");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into item values (?, ?, ?)")) {
      for (int i = 2; i <= 3; i++) {
        insert.setInt(1, i);
        insert.setInt(2, i);
        insert.setInt(3, 10);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    assertThat(rows(statement.executeQuery("select total from item order by id")))
        .containsExactly("10", "20", "30");
  }

  @Test
  void tellsWhatIsJson() throws SQLException {
    ResultSet rows =
        statement.executeQuery(
            "select cast('[1]' as json), json_array(1), array[json_array(1)], '[1]',"
                + " upper(cast('[1]' as json)) from (values (1)) as one");
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      types.add(rows.getMetaData().getColumnTypeName(i));
    }
    assertThat(types).containsExactly("JSON", "JSON", "JSON ARRAY", "VARCHAR", "VARCHAR");
    try (PreparedStatement one = connection.prepareStatement("select cast(? as json) as j")) {
      assertThat(one.getParameterMetaData().getParameterTypeName(1)).isEqualTo("JSON");
      one.setString(1, "{\"b\": 1, \"a\": 2}");
      assertThat(rows(one.executeQuery())).containsExactly("{\"a\":2,\"b\":1}");
      one.setString(1, "none");
      fails("22032", one::executeQuery);
    }
  }

  @Test
  void takesAnyIntegerForLimits() throws SQLException {
    statement.executeUpdate("insert into dept (name) values ('a'), ('b'), ('c')");
    try (PreparedStatement page =
        connection.prepareStatement("select name from dept order by id limit ? offset ?")) {
      page.setLong(1, 1);
      page.setShort(2, (short) 1);
      assertThat(rows(page.executeQuery())).containsExactly("b");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42601|selec 1",
        "42P01|select * from nope",
        "42P07|create table dept (id integer)",
        "22012|select 1 / 0",
        "22018|select cast('x' as integer)",
        "23505|insert into dept (name) values ('a'), ('a')",
        "23502|insert into dept (name) values (null)",
        "23503|insert into emp (id, dept) values (1, 99)"
      })
  void saysWhatWentWrong(String state, String sql) {
    fails(
        state,
        () -> {
          if (statement.execute(sql)) {
            rows(statement.getResultSet());
          }
        });
  }

  @Test
  void commitsAndRollsBack() throws SQLException {
    connection.setAutoCommit(false);
    statement.executeUpdate("insert into dept (name) values ('a')");
    Savepoint savepoint = connection.setSavepoint("here");
    statement.executeUpdate("insert into dept (name) values ('b')");
    connection.rollback(savepoint);
    connection.commit();
    statement.executeUpdate("insert into dept (name) values ('c')");
    connection.rollback();
    connection.setAutoCommit(true);
    assertThat(rows(statement.executeQuery("select name from dept"))).containsExactly("a");
  }

  @Test
  void aSavepointThatWasReleasedIsGoneAndTakesNoRoom() throws SQLException {
    connection.setAutoCommit(false);
    Savepoint first = connection.setSavepoint("first");
    Savepoint second = connection.setSavepoint();
    connection.releaseSavepoint(first);
    fails("3B001", () -> connection.rollback(first));
    fails("3B001", () -> connection.rollback(second));
    for (int i = 0; i <= Transaction.SAVEPOINTS_MAX; i++) {
      connection.releaseSavepoint(connection.setSavepoint());
    }
    connection.rollback();
  }

  @Test
  void writesABatchAsAWholeOrNotAtAll() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into dept (name) values (?)")) {
      for (String name : new String[] {"a", "b", "a"}) {
        insert.setString(1, name);
        insert.addBatch();
      }
      var error = (BatchUpdateException) fails("23505", insert::executeBatch);
      assertThat(error.getUpdateCounts()).containsOnly(Statement.EXECUTE_FAILED).hasSize(3);
      assertThat(error.getMessage()).startsWith("number 3 of the batch failed, and nothing");
      assertThat(rows(statement.executeQuery("select * from dept"))).isEmpty();
      insert.setString(1, "c");
      insert.addBatch();
      assertThat(insert.executeBatch()).containsExactly(1);
    }
  }

  @Test
  void refusesWritesWhenReadOnly() throws SQLException {
    connection.setReadOnly(true);
    fails("25006", () -> statement.executeUpdate("insert into dept (name) values ('a')"));
    connection.setReadOnly(false);
    statement.executeUpdate("insert into dept (name) values ('a')");
  }

  @Test
  void looksAtThePastAsAWhole() throws SQLException {
    statement.executeUpdate("insert into dept (name) values ('a')");
    Instant before;
    try (ResultSet now = statement.executeQuery("select max(_system_from) from dept")) {
      now.next();
      before = now.getObject(1, Instant.class);
    }
    statement.executeUpdate("update dept set name = 'b'");
    EwigConnection own = connection.unwrap(EwigConnection.class);
    own.setSetting(Setting.AS_OF, before.toString());
    assertThat(rows(statement.executeQuery("select name from dept"))).containsExactly("a");
    fails("25006", () -> statement.executeUpdate("delete from dept"));
    assertThat(connection.isReadOnly()).isTrue();
    own.setSetting(Setting.AS_OF, null);
    assertThat(connection.isReadOnly()).isFalse();
    assertThat(rows(statement.executeQuery("select name from dept"))).containsExactly("b");
  }

  @Test
  void stopsWithinItsTimeout() throws SQLException {
    statement.setQueryTimeout(1);
    assertThat(fails("57014", () -> rows(statement.executeQuery(ENDLESS))))
        .isInstanceOf(SQLTimeoutException.class);
    statement.setQueryTimeout(0);
    assertThat(rows(statement.executeQuery("select 1"))).containsExactly("1");
  }

  @Test
  void stopsWhenAnotherThreadSaysSo() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> running =
          other.submit(() -> fails("57014", () -> rows(statement.executeQuery(ENDLESS))));
      while (!running.isDone()) {
        statement.cancel(); // nothing happens as long as nothing runs
        Thread.onSpinWait();
      }
      running.get(10, TimeUnit.SECONDS);
      assertThat(rows(statement.executeQuery("select 1"))).containsExactly("1");
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void sharesANamedDatabaseWithinTheJvm() throws SQLException {
    try (Connection first = DriverManager.getConnection("jdbc:ewig:mem:shared");
        Connection second = DriverManager.getConnection("jdbc:ewig:mem:shared")) {
      first.createStatement().execute("create table t (id integer primary key)");
      second.createStatement().execute("insert into t values (1)");
      assertThat(rows(first.createStatement().executeQuery("select * from t")))
          .containsExactly("1");
      assertThat(first.getCatalog()).isEqualTo("shared");
      assertThat(first.unwrap(Ewig.class)).isSameAs(second.unwrap(Ewig.class));
    }
    try (Connection third = DriverManager.getConnection("jdbc:ewig:mem:shared")) {
      fails("42P01", () -> third.createStatement().executeQuery("select * from t"));
    }
  }

  @Test
  void letsGoOfItsFolderWithTheLastConnection(@TempDir Path folder) throws SQLException {
    String url = "jdbc:ewig:" + folder.resolve("shop").toString().replace("%", "%25");
    for (int i = 1; i <= 2; i++) {
      try (Connection first = DriverManager.getConnection(url);
          Connection second = DriverManager.getConnection(url)) {
        first.createStatement().execute("create table t" + i + " (id integer primary key)");
        assertThat(
                rows(second.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})))
            .hasSize(i);
      }
    }
    fails("08001", () -> DriverManager.getConnection(url + "nope?createIfMissing=false"));
  }

  @Test
  void whatIsSaidOfTlsIsNotForADatabaseOfOnesOwn() throws SQLException {
    for (String key : List.of("tls=true", "tlsCa=a", "tlsKeyStore=a", "tlsKeyStorePassword=a")) {
      assertThat(fails("08001", () -> DriverManager.getConnection("jdbc:ewig:mem:?" + key)))
          .hasMessageContaining("is about the way to a server");
    }
    DriverManager.getConnection("jdbc:ewig:mem:?tls=false").close();
  }

  @Test
  void isUsedByManyThreads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into dept (name) values (?)")) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        String prefix = "t" + thread + "-";
        all.add(
            pool.submit(
                () -> {
                  try (PreparedStatement own =
                      connection.prepareStatement("insert into dept (name) values (?)")) {
                    for (int i = 0; i < 25; i++) {
                      own.setString(1, prefix + i);
                      own.executeUpdate();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
      assertThat(rows(statement.executeQuery("select count(*) from dept"))).containsExactly("100");
    } finally {
      pool.shutdownNow();
    }
  }

  /** What DBeaver's generic driver asks for, one after another, when a tree is opened. */
  /** Each waits for the disk, and is not seen by the others before it is there. */
  @Test
  void countsWhatManyAddToOneRow(@TempDir Path folder) throws Exception {
    String url = "jdbc:ewig:" + folder.resolve("contended");
    int threads = 8;
    int times = 20;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Connection first = DriverManager.getConnection(url);
        Statement setup = first.createStatement()) {
      setup.execute("create table tally (id integer primary key, n integer)");
      setup.execute("insert into tally values (1, 0)");
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> addOne(url, times)));
      }
      for (Future<?> one : running) {
        one.get();
      }
      assertThat(rows(setup.executeQuery("select n from tally"))).containsExactly("160");
    } finally {
      pool.shutdown();
    }
  }

  private static @Nullable Void addOne(String url, int times) throws SQLException {
    try (Connection own = DriverManager.getConnection(url);
        PreparedStatement update =
            own.prepareStatement("update tally set n = n + 1 where id = ?")) {
      for (int i = 0; i < times; i++) {
        update.setInt(1, 1);
        update.executeUpdate();
      }
    }
    return null;
  }

  @Test
  void answersWhatABrowserOfDatabasesAsks() throws SQLException {
    statement.execute("create view everybody as select id, dept from emp");
    statement.execute("create index emp_by_dept on emp (dept)");
    connection.setAutoCommit(true);
    DatabaseMetaData metadata = connection.getMetaData();
    assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(rows(metadata.getTypeInfo())).isNotEmpty();
    assertThat(rows(metadata.getCatalogs())).containsExactly(connection.getCatalog());
    assertThat(rows(metadata.getSchemas(connection.getCatalog(), "%")))
        .contains("public " + connection.getCatalog());
    String schema = connection.getSchema();
    List<String> tables = new ArrayList<>();
    try (ResultSet all = metadata.getTables(connection.getCatalog(), schema, "%", null)) {
      while (all.next()) {
        tables.add(all.getString("TABLE_NAME"));
      }
    }
    assertThat(tables).containsExactly("dept", "emp", "everybody");
    for (String table : tables) {
      try (ResultSet columns =
          metadata.getColumns(connection.getCatalog(), schema, table.replace("_", "\\_"), "%")) {
        int position = 0;
        while (columns.next()) {
          assertThat(columns.getString("TABLE_NAME")).isEqualTo(table);
          assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(++position);
          assertThat(columns.getString("TYPE_NAME")).matches("[A-Z ]+");
          assertThat(columns.getInt("COLUMN_SIZE")).isPositive();
        }
        if (!table.equals("everybody")) {
          assertThat(position).as("columns of " + table).isPositive();
        }
      }
    }
    assertThat(rows(metadata.getPrimaryKeys(connection.getCatalog(), schema, "%"))).hasSize(2);
    assertThat(rows(metadata.getImportedKeys(connection.getCatalog(), schema, "emp"))).hasSize(1);
    assertThat(rows(metadata.getExportedKeys(connection.getCatalog(), schema, "dept"))).hasSize(1);
    assertThat(rows(metadata.getIndexInfo(null, schema, "emp", false, true))).hasSize(2);
    assertThat(rows(metadata.getPseudoColumns(null, schema, "emp", "%"))).hasSize(6);
    assertThat(rows(metadata.getBestRowIdentifier(null, schema, "emp", 2, false))).hasSize(1);
    rows(metadata.getFunctions(connection.getCatalog(), schema, null));
    rows(metadata.getProcedures(connection.getCatalog(), schema, null));
  }

  @Test
  void describesColumnsOfTablesAndResultsAlike() throws SQLException {
    try (ResultSet columns = connection.getMetaData().getColumns(null, "public", "emp", "%");
        PreparedStatement all = connection.prepareStatement("select * from emp")) {
      var described = all.getMetaData();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        assertThat(columns.next()).isTrue();
        String name = columns.getString("COLUMN_NAME");
        assertThat(described.getColumnName(i)).isEqualTo(name);
        assertThat(described.getTableName(i)).isEqualTo("emp");
        assertThat(described.getColumnTypeName(i)).isEqualTo(columns.getString("TYPE_NAME"));
        assertThat(described.getColumnType(i)).as(name).isEqualTo(columns.getInt("DATA_TYPE"));
        assertThat(described.isNullable(i)).as(name).isEqualTo(columns.getInt("NULLABLE"));
        if (described.getPrecision(i) > 0) {
          assertThat(described.getPrecision(i)).as(name).isEqualTo(columns.getInt("COLUMN_SIZE"));
        }
      }
      assertThat(columns.next()).isFalse();
    }
  }

  @Test
  void parsesNamesOfThreeParts() throws SQLException {
    assertThat(connection.getMetaData().supportsCatalogsInDataManipulation()).isTrue();
    assertThat(
            rows(
                statement.executeQuery(
                    "select count(*) from \""
                        + connection.getCatalog()
                        + "\".\"public\".\"dept\"")))
        .containsExactly("0");
  }

  @Test
  void readsPseudoColumnsByName() throws SQLException {
    statement.executeUpdate("insert into dept (name) values ('a')");
    assertThat(rows(statement.executeQuery("select _branch from dept"))).containsExactly("main");
  }

  @Test
  void whoComesByALinkMeetsTheSameDatabase(@TempDir Path temp) throws Exception {
    Path link =
        Files.createSymbolicLink(temp.resolve("link"), Files.createDirectory(temp.resolve("real")));
    String url = "jdbc:ewig:" + link.resolve("new/garden");
    try (Connection first = DriverManager.getConnection(url);
        Connection second = DriverManager.getConnection(url);
        Connection third = DriverManager.getConnection(url.replace("link", "real"));
        Statement making = first.createStatement()) {
      making.execute("create table bed (id int primary key)");
      for (Connection other : List.of(second, third)) {
        try (Statement writing = other.createStatement()) {
          assertThat(writing.executeUpdate("delete from bed")).isZero();
        }
      }
    }
  }
}
