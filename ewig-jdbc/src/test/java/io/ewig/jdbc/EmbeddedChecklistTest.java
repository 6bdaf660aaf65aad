package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools ask of a driver, asked of the engine itself. */
public class EmbeddedChecklistTest {

  private Connection connection;
  private Statement statement;
  private DatabaseMetaData metadata;

  @BeforeEach
  void connect() throws SQLException {
    connection = AnyDatabase.connect();
    statement = connection.createStatement();
    metadata = connection.getMetaData();
    statement.execute(
        "create table bed (id int primary key, code varchar(5) constraint one_code unique,"
            + " size decimal(6,2) default 1.5)");
    statement.execute(
        "create table plant (x int, y int, bed int constraint in_bed references bed (id),"
            + " code varchar(5) constraint by_code references bed (code) on delete set null,"
            + " primary key (y, x))");
    statement.execute("create index by_bed on plant (bed)");
    statement.execute("create view label as select id, upper(code) as text, size + 1 from bed");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "_x1, _x1",
    "value, value",
    "Abc, '\"Abc\"'",
    "select, '\"select\"'",
    "order, '\"order\"'",
    "a b, '\"a b\"'",
    "1a, '\"1a\"'",
    "a\"b, '\"a\"\"b\"'",
    "'\"a\"', '\"a\"'"
  })
  void namesAreQuotedWhereTheyMustBe(String name, String quoted) throws SQLException {
    assertThat(statement.enquoteIdentifier(name, false)).isEqualTo(quoted);
    boolean isPlain = quoted.equals(name) && !name.startsWith("\"");
    assertThat(statement.isSimpleIdentifier(name)).isEqualTo(isPlain);
    statement.execute("create table t (" + quoted + " int)");
    String plain = name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    assertThat(rows(statement.executeQuery("select * from t"))).isEmpty();
    try (ResultSet columns = metadata.getColumns(null, null, "t", null)) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getString("COLUMN_NAME")).isEqualTo(plain);
    }
  }

  @Test
  void whatIsNoNameCanNotBeQuoted() throws SQLException {
    fails("42602", () -> statement.enquoteIdentifier("", true));
    fails("42602", () -> statement.enquoteIdentifier("x".repeat(129), true));
    assertThat(statement.enquoteIdentifier("abc", true)).isEqualTo("\"abc\"");
    statement.close();
    fails("HY010", () -> statement.isSimpleIdentifier("abc"));
  }

  @Test
  void columnsOfViewsAreListed() throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet columns = metadata.getColumns("main", "public", "label", "%")) {
      while (columns.next()) {
        found.add(
            columns.getString("COLUMN_NAME")
                + " "
                + columns.getString("TYPE_NAME")
                + " "
                + columns.getInt("COLUMN_SIZE")
                + " "
                + columns.getString("IS_NULLABLE"));
      }
    }
    assertThat(found)
        .containsExactly("id INTEGER 10 NO", "text VARCHAR 5 YES", "?column? DECIMAL 13 YES");
    statement.execute("drop view label");
    assertThat(rows(metadata.getColumns(null, null, "label", null))).isEmpty();
  }

  @Test
  void keysComeInTheOrdersThatJdbcWants() throws SQLException {
    assertThat(names(metadata.getPrimaryKeys(null, "public", "plant"), "COLUMN_NAME", "KEY_SEQ"))
        .containsExactly("x 2", "y 1");
    String[] wanted = {"PKTABLE_NAME", "PKCOLUMN_NAME", "FKCOLUMN_NAME", "FK_NAME", "DELETE_RULE"};
    int setNull = DatabaseMetaData.importedKeySetNull;
    int noAction = DatabaseMetaData.importedKeyNoAction;
    String byCode = "bed code code by_code " + setNull;
    String inBed = "bed id bed in_bed " + noAction;
    assertThat(names(metadata.getImportedKeys(null, null, "plant"), wanted))
        .containsExactly(byCode, inBed);
    assertThat(names(metadata.getExportedKeys(null, null, "bed"), wanted))
        .containsExactly(byCode, inBed);
    assertThat(names(metadata.getCrossReference(null, null, "bed", null, null, "plant"), wanted))
        .containsExactly(byCode, inBed);
    assertThat(names(metadata.getCrossReference(null, null, "plant", null, null, "bed"), wanted))
        .isEmpty();
    assertThat(
            names(
                metadata.getIndexInfo(null, null, "plant", false, true),
                "NON_UNIQUE",
                "INDEX_NAME",
                "ORDINAL_POSITION",
                "COLUMN_NAME"))
        .containsExactly("false plant_pkey 1 y", "false plant_pkey 2 x", "true by_bed 1 bed");
    assertThat(names(metadata.getBestRowIdentifier(null, null, "plant", 2, true), "COLUMN_NAME"))
        .containsExactly("x", "y");
  }

  private static List<String> names(ResultSet list, String... columns) throws SQLException {
    try (list) {
      List<String> found = new ArrayList<>();
      while (list.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(list.getString(column));
        }
        found.add(String.join(" ", row));
      }
      return found;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from main.public.bed",
        "select bed.id from main.public.bed",
        "select public.bed.id from public.bed",
        "select main.public.bed.id from main.public.bed where main.public.bed.size > 0",
        "select b.id from main.public.bed as b"
      })
  void namesOfUpToFourPartsAreFound(String sql) throws SQLException {
    statement.execute("insert into main.public.bed values (7, 'a', 1)");
    assertThat(rows(statement.executeQuery(sql))).containsExactly("7");
  }

  @Test
  void labelsAndNamesAreTwoThings() throws SQLException {
    try (ResultSet result =
        statement.executeQuery("select id as number, code, upper(code), size + 1 from bed")) {
      ResultSetMetaData columns = result.getMetaData();
      List<String> found = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        found.add(
            columns.getColumnLabel(i)
                + " "
                + columns.getColumnName(i)
                + " "
                + columns.getTableName(i)
                + (columns.isWritable(i) ? " writable" : ""));
      }
      assertThat(found)
          .containsExactly(
              "number id bed writable",
              "code code bed writable",
              "upper upper ",
              "?column? ?column? ");
    }
  }

  @Test
  void aBatchTellsHowFarItCame() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into bed values (?, ?, 1)")) {
      for (int id : new int[] {1, 2, 2, 3}) {
        insert.setInt(1, id);
        insert.setObject(2, null, JDBCType.VARCHAR);
        insert.addBatch();
      }
      BatchUpdateException error =
          Assertions.catchThrowableOfType(BatchUpdateException.class, insert::executeLargeBatch);
      assertThat(error.getLargeUpdateCounts()).containsExactly(1, 1);
      assertThat(error.getUpdateCounts()).containsExactly(1, 1);
      assertThat(error.getSQLState()).isEqualTo("23505");
    }
    assertThat(rows(statement.executeQuery("select count(*) from bed"))).containsExactly("2");
    connection.rollback();
  }

  @Test
  void aStatementHoldsNoMoreInMemoryThanItMay() throws SQLException {
    try (Connection small =
            DriverManager.getConnection("jdbc:ewig:mem:small?memoryMaxBytes=100000");
        Statement sorting = small.createStatement()) {
      String sql = "select x from generate_series(1, 100000) as t(x) order by 0 - x";
      fails("54000", () -> rows(sorting.executeQuery(sql)));
      assertThat(rows(sorting.executeQuery("select 1"))).containsExactly("1");
    }
  }

  @Test
  void numbersThatNeverChangeAreThoseOfTheEngine() throws SQLException {
    String longest = "n".repeat(metadata.getMaxColumnNameLength());
    statement.execute("create table " + longest + " (" + longest + " int)");
    fails("54000", () -> statement.execute("create table x (n" + longest + " int)"));
    StringBuilder columns = new StringBuilder("c0 int");
    for (int i = 1; i < metadata.getMaxColumnsInTable() - 1; i++) {
      columns.append(", c").append(i).append(" int");
    }
    statement.execute("create table wide (" + columns + ", id int primary key)");
    fails(
        "54000",
        () -> statement.execute("create table wider (" + columns + ", d int, id int primary key)"));
    String most = "select 1" + ", 1".repeat(metadata.getMaxColumnsInSelect() - 1);
    statement.executeQuery(most).close();
    fails("54000", () -> statement.executeQuery(most + ", 1"));
  }
}
