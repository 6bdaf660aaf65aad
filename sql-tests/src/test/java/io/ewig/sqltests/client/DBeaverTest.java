package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * DBeaver has no part that runs without its windows, so its calls are replayed: those of its
 * generic driver, in its order, with its arguments.
 */
@LongTier
@Client(name = "DBeaver", replayed = "24.2")
class DBeaverTest {

  private static final String ENDLESS =
      """
      WITH RECURSIVE n (i) AS (VALUES 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      SELECT COUNT(*) FROM n AS a, n AS b, n AS c, n AS d
      """;

  private Garden garden;
  private Connection connection;
  private DatabaseMetaData about;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
    garden.run("CREATE TABLE dept_t (id INT PRIMARY KEY)", "CREATE TABLE deptxt (id INT)");
    connection = DriverManager.getConnection(garden.url());
    about = connection.getMetaData();
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    garden.close();
  }

  @Test
  void thePropertiesOfTheDriverAreListedWithoutADatabase() throws SQLException {
    Driver driver = DriverManager.getDriver("jdbc:ewig:");
    assertThat(driver.getPropertyInfo("jdbc:ewig:", new Properties()))
        .allSatisfy(info -> assertThat(info.description).isNotBlank());
    assertThat(driver.acceptsURL("jdbc:other:")).isFalse();
  }

  @Test
  void aConnectionIsSetUp() throws SQLException {
    connection.setAutoCommit(true);
    assertThat(connection.getAutoCommit()).isTrue();
    connection.setTransactionIsolation(about.getDefaultTransactionIsolation());
    connection.setClientInfo("ApplicationName", "DBeaver 24.2.3 - Main");
    assertThat(connection.isValid(10)).isTrue();
    assertThat(about.getDatabaseProductName()).isEqualTo("Ewig");
    assertThat(about.getDatabaseProductVersion()).isNotBlank();
    assertThat(about.getDriverName()).isNotBlank();
    assertThat(about.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(about.getSearchStringEscape()).isEqualTo("\\");
    assertThat(about.getCatalogSeparator()).isEqualTo(".");
    assertThat(about.isCatalogAtStart()).isTrue();
    assertThat(about.storesLowerCaseIdentifiers()).isTrue();
    assertThat(about.storesUpperCaseIdentifiers()).isFalse();
    assertThat(about.getSQLKeywords()).contains("SYSTEM_TIME");
    assertThat(about.getStringFunctions() + about.getNumericFunctions()).isNotBlank();
  }

  @Test
  void theTreeIsReadFromCatalogToColumn() throws SQLException {
    String catalog = only(about.getCatalogs(), "TABLE_CAT");
    assertThat(connection.getCatalog()).isEqualTo(catalog);
    assertThat(all(about.getSchemas(catalog, "%"), "TABLE_SCHEM")).contains("public");
    assertThat(connection.getSchema()).isEqualTo("public");
    assertThat(all(about.getTableTypes(), "TABLE_TYPE")).contains("TABLE", "VIEW");
    assertThat(all(about.getTables(catalog, "public", "%", null), "TABLE_NAME"))
        .containsExactlyInAnyOrder("beds", "plants", "roses", "dept_t", "deptxt");
    assertThat(all(about.getColumns(catalog, "public", "plants", "%"), "COLUMN_NAME"))
        .containsExactly("id", "name", "petals", "bed_id", "planted");
    assertThat(all(about.getColumns(catalog, "public", "roses", "%"), "COLUMN_NAME"))
        .containsExactly("id", "petals");
  }

  @Test
  void anUnderscoreThatIsEscapedIsNoWildcard() throws SQLException {
    assertThat(all(about.getTables(null, "public", "dept\\_t", null), "TABLE_NAME"))
        .containsExactly("dept_t");
    assertThat(all(about.getTables(null, "public", "dept_t", null), "TABLE_NAME"))
        .containsExactly("dept_t", "deptxt");
  }

  @Test
  void keysAndIndexesAreReadOfOneTableAndOfAll() throws SQLException {
    String catalog = connection.getCatalog();
    assertThat(all(about.getPrimaryKeys(catalog, "public", "plants"), "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(all(about.getPrimaryKeys(catalog, "public", "%"), "TABLE_NAME"))
        .contains("beds", "dept_t", "plants");
    assertThat(all(about.getImportedKeys(catalog, "public", "plants"), "PKTABLE_NAME"))
        .containsExactly("beds");
    assertThat(all(about.getExportedKeys(catalog, "public", "beds"), "FKTABLE_NAME"))
        .containsExactly("plants");
    assertThat(all(about.getIndexInfo(catalog, "public", "plants", false, true), "INDEX_NAME"))
        .contains("plants_pkey", "plants_by_name");
  }

  @Test
  void functionsAreNotProcedures() throws SQLException {
    List<String> procedures = all(about.getProcedures(null, "public", "%"), "PROCEDURE_NAME");
    List<String> functions = all(about.getFunctions(null, "public", "%"), "FUNCTION_NAME");
    assertThat(Collections.disjoint(procedures, functions)).isTrue();
  }

  @Test
  void typesAreListedInOrder() throws SQLException {
    List<Integer> codes = new ArrayList<>();
    try (ResultSet types = about.getTypeInfo()) {
      while (types.next()) {
        codes.add(types.getInt("DATA_TYPE"));
      }
    }
    assertThat(codes).isSorted().contains(java.sql.Types.INTEGER, java.sql.Types.VARCHAR);
  }

  @Test
  void theEditorReadsAPageAndItsBaseColumns() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(200);
      statement.setMaxRows(200);
      assertThat(statement.execute("SELECT p.id, p.name AS n, 1 AS one FROM plants p")).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        var columns = rows.getMetaData();
        assertThat(columns.getTableName(1)).isEqualTo("plants");
        assertThat(columns.getColumnName(2)).isEqualTo("name");
        assertThat(columns.getColumnLabel(2)).isEqualTo("n");
        assertThat(columns.getTableName(3)).isEmpty();
        assertThat(columns.getCatalogName(1)).isNotNull();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(1);
        assertThat(rows.getStatement()).isSameAs(statement);
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @Test
  void aCellIsEditedInATransaction() throws SQLException {
    connection.setAutoCommit(false);
    try (var update =
        connection.prepareStatement(
            "UPDATE \"public\".\"plants\" SET \"petals\" = ? WHERE \"id\" = ?")) {
      update.setObject(1, 7, java.sql.Types.INTEGER);
      update.setObject(2, 1L, java.sql.Types.BIGINT);
      assertThat(update.execute()).isFalse();
      assertThat(update.getUpdateCount()).isEqualTo(1);
    }
    connection.commit();
    assertThat(garden.rows("SELECT petals FROM plants WHERE id = 1")).containsExactly("7");
    connection.rollback();
  }

  @Test
  void aStatementIsStoppedAndUsedAgain() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.cancel();
      statement.setQueryTimeout(1);
      try (ResultSet rows = statement.executeQuery(ENDLESS)) {
        assertThatThrownBy(rows::next).isInstanceOf(SQLTimeoutException.class);
      }
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  private static String only(ResultSet rows, String column) throws SQLException {
    List<String> values = all(rows, column);
    assertThat(values).hasSize(1);
    return values.get(0);
  }

  private static List<String> all(ResultSet rows, String column) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(rows.getString(column));
      }
    }
    return values;
  }
}
