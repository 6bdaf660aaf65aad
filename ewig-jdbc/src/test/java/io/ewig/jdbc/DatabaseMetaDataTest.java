package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseMetaDataTest {

  private Connection connection;
  private DatabaseMetaData metadata;

  @BeforeEach
  void connect() throws SQLException {
    connection = Fakes.connect();
    metadata = connection.getMetaData();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void introducesItself() throws SQLException {
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Ewig");
    assertThat(metadata.getDatabaseProductVersion()).isEqualTo("0.1.0");
    assertThat(metadata.getDatabaseMajorVersion()).isZero();
    assertThat(metadata.getDatabaseMinorVersion()).isEqualTo(1);
    assertThat(metadata.getDriverName()).isEqualTo("Ewig JDBC Driver");
    assertThat(metadata.getDriverVersion()).isEqualTo("0.1.0");
    assertThat(metadata.getJDBCMajorVersion()).isEqualTo(4);
    assertThat(metadata.getJDBCMinorVersion()).isEqualTo(3);
    assertThat(metadata.getURL()).isEqualTo(Fakes.URL);
    assertThat(metadata.getUserName()).isEqualTo("ewig");
    assertThat(metadata.getConnection()).isSameAs(connection);
    assertThat(metadata.isWrapperFor(DatabaseMetaData.class)).isTrue();
  }

  /** What research found tools to depend on. */
  @Test
  void answersWhatToolsBuildOn() throws SQLException {
    assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metadata.getSearchStringEscape()).isEqualTo("\\");
    assertThat(metadata.getExtraNameCharacters()).isEmpty();
    assertThat(metadata.getCatalogSeparator()).isEqualTo(".");
    assertThat(metadata.isCatalogAtStart()).isTrue();
    assertThat(metadata.isReadOnly()).isFalse();
    assertThat(metadata.supportsTransactions()).isTrue();
    assertThat(metadata.supportsSavepoints()).isTrue();
    assertThat(metadata.supportsBatchUpdates()).isTrue();
    assertThat(metadata.supportsGetGeneratedKeys()).isTrue();
    assertThat(metadata.supportsMultipleResultSets()).isFalse();
    assertThat(metadata.dataDefinitionCausesTransactionCommit()).isFalse();
    assertThat(metadata.getDefaultTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    assertThat(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE))
        .isFalse();
    assertThat(metadata.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
    assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE)).isTrue();
    assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE)).isFalse();
    assertThat(metadata.supportsResultSetConcurrency(1003, ResultSet.CONCUR_READ_ONLY)).isTrue();
    assertThat(metadata.supportsResultSetConcurrency(1003, ResultSet.CONCUR_UPDATABLE)).isTrue();
    assertThat(metadata.supportsResultSetConcurrency(1005, ResultSet.CONCUR_UPDATABLE)).isFalse();
    assertThat(metadata.ownUpdatesAreVisible(1004) && metadata.updatesAreDetected(1004)).isTrue();
    assertThat(metadata.ownDeletesAreVisible(1003) && metadata.deletesAreDetected(1003)).isTrue();
    assertThat(metadata.ownInsertsAreVisible(1004) || metadata.insertsAreDetected(1004)).isFalse();
    assertThat(metadata.othersUpdatesAreVisible(1004)).isFalse();
    assertThat(metadata.supportsResultSetHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT)).isTrue();
    assertThat(metadata.supportsConvert(Types.INTEGER, Types.VARCHAR)).isTrue();
    assertThat(metadata.supportsConvert(Types.BOOLEAN, Types.DATE)).isFalse();
  }

  @Test
  void storesUnquotedNamesInOneWay() throws SQLException {
    assertThat(metadata.storesLowerCaseIdentifiers()).isTrue();
    assertThat(metadata.storesUpperCaseIdentifiers()).isFalse();
    assertThat(metadata.storesMixedCaseIdentifiers()).isFalse();
    assertThat(metadata.supportsMixedCaseIdentifiers()).isFalse();
    assertThat(metadata.storesMixedCaseQuotedIdentifiers()).isTrue();
    assertThat(metadata.supportsMixedCaseQuotedIdentifiers()).isTrue();
    assertThat(metadata.storesLowerCaseQuotedIdentifiers()).isFalse();
    assertThat(metadata.storesUpperCaseQuotedIdentifiers()).isFalse();
  }

  @Test
  void hasNoMethodThatFails() throws Exception {
    List<String> called = new ArrayList<>();
    for (Method method : DatabaseMetaData.class.getDeclaredMethods()) {
      Object answer = ResultSetTest.invoke(method, metadata, ResultSetTest.defaults(method));
      assertThat(answer).as(method.getName()).isNotNull();
      if (answer instanceof ResultSet result) {
        rows(result);
      }
      called.add(method.getName());
    }
    assertThat(called).hasSizeGreaterThan(170);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("getCatalogs", "TABLE_CAT"),
        Arguments.of("getSchemas", "TABLE_SCHEM,TABLE_CATALOG"),
        Arguments.of("getTableTypes", "TABLE_TYPE"),
        Arguments.of(
            "getTables",
            "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,TABLE_TYPE,REMARKS,TYPE_CAT,TYPE_SCHEM,TYPE_NAME,"
                + "SELF_REFERENCING_COL_NAME,REF_GENERATION"),
        Arguments.of(
            "getColumns",
            "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,DATA_TYPE:4,TYPE_NAME,COLUMN_SIZE:4,"
                + "BUFFER_LENGTH:4,DECIMAL_DIGITS:4,NUM_PREC_RADIX:4,NULLABLE:4,REMARKS,COLUMN_DEF,"
                + "SQL_DATA_TYPE:4,SQL_DATETIME_SUB:4,CHAR_OCTET_LENGTH:4,ORDINAL_POSITION:4,"
                + "IS_NULLABLE,SCOPE_CATALOG,SCOPE_SCHEMA,SCOPE_TABLE,SOURCE_DATA_TYPE:5,"
                + "IS_AUTOINCREMENT,IS_GENERATEDCOLUMN"),
        Arguments.of(
            "getPrimaryKeys", "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,KEY_SEQ:5,PK_NAME"),
        Arguments.of(
            "getImportedKeys",
            "PKTABLE_CAT,PKTABLE_SCHEM,PKTABLE_NAME,PKCOLUMN_NAME,FKTABLE_CAT,FKTABLE_SCHEM,"
                + "FKTABLE_NAME,FKCOLUMN_NAME,KEY_SEQ:5,UPDATE_RULE:5,DELETE_RULE:5,FK_NAME,"
                + "PK_NAME,DEFERRABILITY:5"),
        Arguments.of(
            "getIndexInfo",
            "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,NON_UNIQUE:16,INDEX_QUALIFIER,INDEX_NAME,TYPE:5,"
                + "ORDINAL_POSITION:5,COLUMN_NAME,ASC_OR_DESC,CARDINALITY:-5,PAGES:-5,"
                + "FILTER_CONDITION"),
        Arguments.of(
            "getTypeInfo",
            "TYPE_NAME,DATA_TYPE:4,PRECISION:4,LITERAL_PREFIX,LITERAL_SUFFIX,CREATE_PARAMS,"
                + "NULLABLE:5,CASE_SENSITIVE:16,SEARCHABLE:5,UNSIGNED_ATTRIBUTE:16,"
                + "FIXED_PREC_SCALE:16,AUTO_INCREMENT:16,LOCAL_TYPE_NAME,MINIMUM_SCALE:5,"
                + "MAXIMUM_SCALE:5,SQL_DATA_TYPE:4,SQL_DATETIME_SUB:4,NUM_PREC_RADIX:4"),
        Arguments.of(
            "getFunctions",
            "FUNCTION_CAT,FUNCTION_SCHEM,FUNCTION_NAME,REMARKS,FUNCTION_TYPE:5,SPECIFIC_NAME"),
        Arguments.of(
            "getFunctionColumns",
            "FUNCTION_CAT,FUNCTION_SCHEM,FUNCTION_NAME,COLUMN_NAME,COLUMN_TYPE:5,DATA_TYPE:4,"
                + "TYPE_NAME,PRECISION:4,LENGTH:4,SCALE:5,RADIX:5,NULLABLE:5,REMARKS,"
                + "CHAR_OCTET_LENGTH:4,ORDINAL_POSITION:4,IS_NULLABLE,SPECIFIC_NAME"),
        Arguments.of(
            "getProcedureColumns",
            "PROCEDURE_CAT,PROCEDURE_SCHEM,PROCEDURE_NAME,COLUMN_NAME,COLUMN_TYPE:5,DATA_TYPE:4,"
                + "TYPE_NAME,PRECISION:4,LENGTH:4,SCALE:5,RADIX:5,NULLABLE:5,REMARKS,COLUMN_DEF,"
                + "SQL_DATA_TYPE:4,SQL_DATETIME_SUB:4,CHAR_OCTET_LENGTH:4,ORDINAL_POSITION:4,"
                + "IS_NULLABLE,SPECIFIC_NAME"),
        Arguments.of(
            "getBestRowIdentifier",
            "SCOPE:5,COLUMN_NAME,DATA_TYPE:4,TYPE_NAME,COLUMN_SIZE:4,BUFFER_LENGTH:4,"
                + "DECIMAL_DIGITS:5,PSEUDO_COLUMN:5"),
        Arguments.of(
            "getPseudoColumns",
            "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,DATA_TYPE:4,COLUMN_SIZE:4,"
                + "DECIMAL_DIGITS:4,NUM_PREC_RADIX:4,COLUMN_USAGE,REMARKS,CHAR_OCTET_LENGTH:4,"
                + "IS_NULLABLE"),
        Arguments.of(
            "getUDTs", "TYPE_CAT,TYPE_SCHEM,TYPE_NAME,CLASS_NAME,DATA_TYPE:4,REMARKS,BASE_TYPE:5"),
        Arguments.of("getClientInfoProperties", "NAME,MAX_LEN:4,DEFAULT_VALUE,DESCRIPTION"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void givesTheColumnsThatJdbcPrescribes(String name, String expected) throws Exception {
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getName().equals(name)) {
        ResultSet result =
            (ResultSet) ResultSetTest.invoke(method, metadata, ResultSetTest.defaults(method));
        assertThat(shape(result.getMetaData())).isEqualTo(expected);
      }
    }
  }

  private static String shape(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      int type = columns.getColumnType(i);
      names.add(columns.getColumnLabel(i) + (type == Types.VARCHAR ? "" : ":" + type));
    }
    return String.join(",", names);
  }

  @Test
  void hasOneCatalogWithAName() throws SQLException {
    assertThat(rows(metadata.getCatalogs())).containsExactly("fake");
    for (String catalog : new String[] {null, "", "%", "fake"}) {
      assertThat(rows(metadata.getSchemas(catalog, null)))
          .containsExactly("information_schema fake", "public fake");
    }
    assertThat(rows(metadata.getSchemas("other", null))).isEmpty();
    assertThat(rows(metadata.getSchemas(null, "pub%"))).containsExactly("public fake");
    assertThat(rows(metadata.getSchemas())).hasSize(2);
    assertThat(rows(metadata.getTableTypes())).containsExactly("SYSTEM TABLE", "TABLE", "VIEW");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      emptyValue = "",
      value = {
        "null, public, %, dept_t deptxt emp v_active",
        "null, null, null, tables dept_t deptxt emp v_active",
        "'', public, dept_t, dept_t deptxt",
        "fake, public, dept\\_t, dept_t",
        "null, pub_ic, emp, emp",
        "null, public, EMP, ''",
        "null, '', %, ''",
        "null, public, nope, ''",
        "other, public, %, ''"
      })
  void findsTablesByPattern(String catalog, String schema, String table, String expected)
      throws SQLException {
    assertThat(names(metadata.getTables(catalog, schema, table, null), "TABLE_NAME"))
        .isEqualTo(expected);
  }

  private static String names(ResultSet result, String column) throws SQLException {
    List<String> names = new ArrayList<>();
    while (result.next()) {
      names.add(result.getString(column));
    }
    return String.join(" ", names);
  }

  @Test
  void findsTablesByType() throws SQLException {
    assertThat(names(metadata.getTables(null, null, "%", new String[] {"VIEW"}), "TABLE_NAME"))
        .isEqualTo("v_active");
    assertThat(
            names(
                metadata.getTables(null, null, "%", new String[] {"TABLE", "SYSTEM TABLE"}),
                "TABLE_TYPE"))
        .isEqualTo("SYSTEM TABLE TABLE TABLE TABLE");
    assertThat(rows(metadata.getTables(null, null, "%", new String[0]))).isEmpty();
    assertThat(rows(metadata.getTables(null, null, "dept\\_t", null)))
        .containsExactly("fake public dept_t TABLE departments null null null null null");
  }

  @Test
  void takesUnderscoresForLettersWhenTold() throws SQLException {
    try (Connection literal =
        new EwigDriver().connect(Fakes.URL + "?literalUnderscore=true", null)) {
      DatabaseMetaData tables = literal.getMetaData();
      assertThat(names(tables.getTables(null, null, "dept_t", null), "TABLE_NAME"))
          .isEqualTo("dept_t");
      assertThat(names(tables.getTables(null, null, "dept\\_t", null), "TABLE_NAME"))
          .isEqualTo("dept_t");
    }
  }

  @Test
  void describesColumns() throws SQLException {
    assertThat(rows(metadata.getColumns(null, "public", "dept\\_t", "%")))
        .containsExactly(
            "fake public dept_t id 4 INTEGER 10 null 0 10 0 null null null null null 1 NO null null"
                + " null null YES NO",
            "fake public dept_t dname 12 VARCHAR 40 null null null 1 label 'x' null null 160 2 YES"
                + " null null null null NO NO");
    assertThat(names(metadata.getColumns(null, null, "emp", "d%"), "COLUMN_NAME"))
        .isEqualTo("dept");
    assertThat(rows(metadata.getColumns("other", null, null, null))).isEmpty();
  }

  @Test
  void keepsSystemColumnsApart() throws SQLException {
    assertThat(rows(metadata.getPseudoColumns(null, null, "%", "%")))
        .containsExactly(
            "fake public dept_t _valid_from 2014 35 9 null NO_USAGE_RESTRICTIONS null null NO");
  }

  @Test
  void knowsKeys() throws SQLException {
    assertThat(rows(metadata.getPrimaryKeys(null, "public", "emp")))
        .containsExactly("fake public emp id 1 emp_pk");
    assertThat(rows(metadata.getPrimaryKeys(null, null, "%"))).hasSize(2);
    assertThat(rows(metadata.getPrimaryKeys(null, null, null))).hasSize(2);
    assertThat(rows(metadata.getPrimaryKeys(null, null, "deptxt"))).isEmpty();
    String key = "fake public dept_t id fake public emp dept 1 3 0 emp_dept dept_t_pk 7";
    assertThat(rows(metadata.getImportedKeys(null, "public", "emp"))).containsExactly(key);
    assertThat(rows(metadata.getImportedKeys(null, null, "%"))).containsExactly(key);
    assertThat(rows(metadata.getImportedKeys(null, null, "dept_t"))).isEmpty();
    assertThat(rows(metadata.getImportedKeys("other", null, "emp"))).isEmpty();
    assertThat(rows(metadata.getExportedKeys(null, null, "dept_t"))).containsExactly(key);
    assertThat(rows(metadata.getExportedKeys(null, null, "emp"))).isEmpty();
    assertThat(rows(metadata.getCrossReference(null, null, "dept_t", null, null, "emp")))
        .containsExactly(key);
    assertThat(rows(metadata.getCrossReference(null, null, "emp", null, null, "emp"))).isEmpty();
    assertThat(rows(metadata.getBestRowIdentifier(null, null, "emp", 0, true)))
        .containsExactly("2 id -5 BIGINT 19 null 0 1");
    assertThat(rows(metadata.getBestRowIdentifier(null, null, "deptxt", 0, true))).isEmpty();
  }

  @Test
  void knowsIndexes() throws SQLException {
    assertThat(rows(metadata.getIndexInfo(null, "public", "emp", false, true)))
        .containsExactly(
            "fake public emp false null emp_pk 3 1 id A 14 0 null",
            "fake public emp true null emp_by_dept 3 1 dept D 14 0 null");
    assertThat(rows(metadata.getIndexInfo(null, "public", "emp", true, true))).hasSize(1);
    assertThat(rows(metadata.getIndexInfo(null, null, "dept_t", false, true))).isEmpty();
  }

  @Test
  void listsARoutineOnce() throws SQLException {
    assertThat(rows(metadata.getFunctions(null, null, "%")))
        .containsExactly("fake ewig history null 2 history", "fake ewig twice doubles 1 twice");
    assertThat(rows(metadata.getProcedures(null, null, "%")))
        .containsExactly("fake ewig vacuum null null null null 1 vacuum");
    assertThat(rows(metadata.getFunctionColumns(null, null, "twice", null)))
        .containsExactly(
            "fake ewig twice null 4 -5 BIGINT 19 19 0 10 1 null null 0 YES twice",
            "fake ewig twice x 1 -5 BIGINT 19 19 0 10 1 null null 1 YES twice");
    assertThat(rows(metadata.getProcedureColumns(null, null, "%", "%"))).hasSize(1);
    assertThat(rows(metadata.getFunctions("other", null, "%"))).isEmpty();
  }

  @Test
  void listsTypesByNumber() throws SQLException {
    assertThat(rows(metadata.getTypeInfo()))
        .containsExactly(
            "INTEGER 4 10 null null null 1 false 2 false false true null 0 0 null null 10",
            "VARCHAR 12 0 ' ' length 1 true 3 true false false null null null null null 10");
  }

  @Test
  void listsClientInfo() throws SQLException {
    assertThat(names(metadata.getClientInfoProperties(), "NAME"))
        .isEqualTo("ApplicationName ClientHostname ClientUser");
  }

  @Test
  void leavesResultsOfStatementsAlone() throws SQLException {
    connection.setAutoCommit(false);
    ResultSet result = connection.createStatement().executeQuery("numbers 3");
    result.next();
    rows(metadata.getTables(null, null, "%", null));
    assertThat(result.next()).isTrue();
  }

  @Test
  void givesNothingAfterClose() throws SQLException {
    connection.close();
    fails("08003", () -> metadata.getTables(null, null, null, null));
    fails("08003", () -> metadata.getCatalogs());
    fails("08003", () -> metadata.getUDTs(null, null, null, null));
    fails("08003", () -> metadata.getURL());
  }
}
