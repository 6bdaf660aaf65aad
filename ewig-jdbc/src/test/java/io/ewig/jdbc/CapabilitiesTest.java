package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.rows;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the driver says that SQL can do is what it can do. */
class CapabilitiesTest {

  private static Connection connection;
  private static DatabaseMetaData metadata;

  private Statement statement;

  @BeforeAll
  static void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ewig:mem:facts");
    metadata = connection.getMetaData();
    connection.setAutoCommit(false);
    try (Statement setup = connection.createStatement()) {
      setup.execute("create table t (a integer primary key, b integer, \"MiXed\" integer)");
      setup.execute("create table u (a integer primary key, b integer)");
      setup.execute("insert into t values (1, 10, 0), (2, null, 0), (3, 5, 0)");
      setup.execute("insert into u values (1, 1)");
    }
    connection.commit();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.rollback();
    connection.close();
  }

  @BeforeEach
  void open() throws SQLException {
    connection.rollback();
    statement = connection.createStatement();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "supportsColumnAliasing|select a as x from t",
        "supportsTableCorrelationNames|select x.a from t as x",
        "supportsExpressionsInOrderBy|select a from t order by a + b",
        "supportsOrderByUnrelated|select a from t order by b",
        "supportsGroupBy|select b, count(*) from t group by b",
        "supportsGroupByUnrelated|select count(*) from t group by b",
        "supportsGroupByBeyondSelect|select a, count(*) from t group by a, b",
        "supportsLikeEscapeClause|select a from t where 'x' like '\\%' escape '\\'",
        "supportsNonNullableColumns|create table x (a integer not null)",
        "supportsOuterJoins|select * from t left join u on t.a = u.a",
        "supportsFullOuterJoins|select * from t full join u on t.a = u.a",
        "supportsLimitedOuterJoins|select * from t right join u on t.a = u.a",
        "supportsSubqueriesInComparisons|select * from t where a = (select max(a) from u)",
        "supportsSubqueriesInExists|select * from t where exists (select 1 from u)",
        "supportsSubqueriesInIns|select * from t where a in (select a from u)",
        "supportsSubqueriesInQuantifieds|select * from t where a > all (select a from u)",
        "supportsCorrelatedSubqueries|select * from t where exists (select 1 from u where u.a = t.a)",
        "supportsUnion|select a from t union select a from u",
        "supportsUnionAll|select a from t union all select a from u",
        "supportsAlterTableWithAddColumn|alter table t add column c integer",
        "supportsAlterTableWithDropColumn|alter table t drop column b",
        "supportsMixedCaseQuotedIdentifiers|select \"MiXed\" from t",
        "supportsSchemasInDataManipulation|insert into public.t values (9, 9, 9)",
        "supportsSchemasInTableDefinitions|create table public.x (a integer)",
        "supportsSchemasInIndexDefinitions|create index i on public.t (b)",
        "supportsCatalogsInDataManipulation|insert into facts.public.t values (9, 9, 9)",
        "supportsCatalogsInTableDefinitions|create table facts.public.x (a integer)",
        "supportsCatalogsInIndexDefinitions|create index i on facts.public.t (b)",
        "supportsSelectForUpdate|select * from t for update",
        "supportsConvert|select {fn convert(a, SQL_VARCHAR)} from t",
        "supportsIntegrityEnhancementFacility|create table x (a integer references t (a) on delete"
            + " cascade, check (a > 0))",
        "supportsDifferentTableCorrelationNames|",
        "supportsStoredProcedures|call x()",
        "supportsStoredFunctionsUsingCallSyntax|{call upper('a')}"
      })
  void areFacts(String flag, String sql) throws Exception {
    boolean claimed = (Boolean) DatabaseMetaData.class.getMethod(flag).invoke(metadata);
    if (sql == null) {
      assertThat(claimed).isFalse();
      return;
    }
    boolean works = true;
    String error = "";
    try {
      if (statement.execute(sql)) {
        rows(statement.getResultSet());
      }
    } catch (SQLException e) {
      works = false;
      error = e.toString();
    }
    assertThat(claimed).as(sql + " " + error).isEqualTo(works);
  }

  @Test
  void sortsNullsWhereItSays() throws SQLException {
    boolean isLastAscending =
        rows(statement.executeQuery("select b from t order by b")).indexOf("null") == 2;
    boolean isLastDescending =
        rows(statement.executeQuery("select b from t order by b desc")).indexOf("null") == 2;
    assertThat(metadata.nullsAreSortedHigh()).isEqualTo(isLastAscending && !isLastDescending);
    assertThat(metadata.nullsAreSortedAtEnd()).isEqualTo(isLastAscending && isLastDescending);
    assertThat(metadata.nullsAreSortedLow()).isEqualTo(!isLastAscending && isLastDescending);
    assertThat(metadata.nullsAreSortedAtStart()).isEqualTo(!isLastAscending && !isLastDescending);
  }

  @Test
  void treatsNullsAndNamesAsItSays() throws SQLException {
    assertThat(metadata.nullPlusNonNullIsNull()).isTrue();
    assertThat(rows(statement.executeQuery("select 'a' || cast(null as varchar)")))
        .containsExactly("null");
    statement.execute("create table Folded (A integer)");
    assertThat(rows(metadata.getTables(null, null, "folded", null))).hasSize(1);
    statement.execute("create table \"Kept\" (a integer)");
    assertThat(rows(metadata.getTables(null, null, "Kept", null))).hasSize(1);
  }

  @Test
  void takesDefinitionsBack() throws SQLException {
    assertThat(metadata.supportsDataDefinitionAndDataManipulationTransactions()).isTrue();
    statement.execute("create table fleeting (a integer)");
    assertThat(rows(metadata.getTables(null, null, "fleeting", null))).hasSize(1);
    connection.rollback();
    assertThat(rows(metadata.getTables(null, null, "fleeting", null))).isEmpty();
  }

  /** Arguments of functions that do not take a number. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          entry("ATAN2", "1, 2"),
          entry("MOD", "5, 3"),
          entry("PI", ""),
          entry("POWER", "2, 3"),
          entry("ROUND", "1.5, 0"),
          entry("TRUNCATE", "1.5, 0"),
          entry("CONCAT", "'a', 'b'"),
          entry("INSERT", "'abc', 1, 1, 'x'"),
          entry("LEFT", "'abc', 1"),
          entry("RIGHT", "'abc', 1"),
          entry("LOCATE", "'a', 'ba'"),
          entry("REPEAT", "'a', 2"),
          entry("REPLACE", "'a', 'a', 'b'"),
          entry("SPACE", "2"),
          entry("SUBSTRING", "'abc', 1, 2"),
          entry("DATABASE", ""),
          entry("USER", ""),
          entry("IFNULL", "1, 2"),
          entry("RAND", ""),
          entry("CHAR", "65"),
          entry("POSITION", "'a' in 'ba'"),
          entry("CURDATE", ""),
          entry("CURRENT_DATE", ""),
          entry("CURRENT_TIME", ""),
          entry("CURRENT_TIMESTAMP", ""),
          entry("CURTIME", ""),
          entry("NOW", ""),
          entry("EXTRACT", "day from date '2026-01-31'"),
          entry("TIMESTAMPADD", "SQL_TSI_DAY, 1, timestamp '2026-01-31 01:02:03'"),
          entry(
              "TIMESTAMPDIFF",
              "SQL_TSI_HOUR, timestamp '2026-01-31 01:02:03', timestamp '2026-01-31 05:02:03'"));

  @Test
  void hasTheFunctionsThatItLists() throws SQLException {
    run(metadata.getNumericFunctions(), "1");
    run(metadata.getStringFunctions(), "'a'");
    run(metadata.getSystemFunctions(), "");
    run(metadata.getTimeDateFunctions(), "timestamp '2026-01-31 01:02:03'");
  }

  private void run(String names, String argument) throws SQLException {
    for (String name : names.split(",", -1)) {
      String call = "{fn " + name + "(" + ARGUMENTS.getOrDefault(name, argument) + ")}";
      assertThat(rows(statement.executeQuery("select " + call))).as(call).hasSize(1);
    }
  }
}
