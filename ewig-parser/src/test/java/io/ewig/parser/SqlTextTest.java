package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.parser.session.Commit;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT 1;",
        "SELECT 1 ; ",
        ";;SELECT 1;;",
        "-- before\nSELECT 1 -- after",
        "/* before */ SELECT 1 /* after */;",
        "SELECT 1; -- after",
        "\r\n\tSELECT 1\f"
      })
  void semicolonsBlanksAndCommentsAroundAStatementDoNotMatter(String sql) {
    Statement statement = SqlText.parse(sql);
    assertThat(SqlText.print(statement.tree())).isEqualTo("SELECT 1");
    assertThat(statement.text()).isEqualTo("SELECT 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM t FOR UPDATE                            # SELECT a FROM t",
        "SELECT a FROM t FOR NO KEY UPDATE OF t, u SKIP LOCKED # SELECT a FROM t",
        "(SELECT a FROM t FOR SHARE) FOR KEY SHARE NOWAIT      # SELECT a FROM t",
        "SELECT E'a\\'b', U&'\\+000061'                        # SELECT U&'a''b', U&'\\0061'",
        "SELECT $$a'b$$, $x$$$ $x$                             # SELECT 'a''b', '$$ '",
        "SELECT a[:2], a[b:], a[1:2][1]                        # SELECT a[1:2], a[b:2147483647],"
            + " a[1:2][1]",
        "SELECT a::int[]::text[3]                              # SELECT a::int array::text array"
      })
  void whatPostgresqlWritesIsSaidInTheStandardsWords(String sql, String same) {
    assertThat(SqlText.print(SqlText.parse(sql).tree()))
        .isEqualTo(SqlText.print(SqlText.parse(same).tree()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t FOR UPDATE OF",
        "SELECT a FROM t FOR UPDATE OF ;",
        "SELECT a FROM t FOR UPDATE b",
        "SELECT E'a",
        "SELECT E'\\x'",
        "SELECT E'\\U00110000'",
        "SELECT U&'\\+110000'",
        "SELECT a[1:2:3]"
      })
  void whatIsCutOffIsRefused(String sql) {
    assertThatThrownBy(() -> SqlText.parse(sql))
        .isInstanceOf(UserException.class)
        .extracting(e -> ((UserException) e).sqlState())
        .isEqualTo("42601");
  }

  @Test
  void aScriptIsItsStatementsWithTheirTexts() {
    List<Statement> script =
        SqlText.parseScript(
            "CREATE TABLE t (a INT); -- one\n\nINSERT INTO t\r\n  VALUES (?, ';') ;;\n\tCOMMIT");
    assertThat(script)
        .extracting(Statement::text)
        .containsExactly("CREATE TABLE t (a INT)", "INSERT INTO t\r\n  VALUES (?, ';')", "COMMIT");
    assertThat(script).extracting(Statement::parameters).containsExactly(0, 1, 0);
    assertThat(script.get(2).tree()).isInstanceOf(Commit.class);
  }

  @Test
  void anEmptyScriptHasNoStatements() {
    assertThat(SqlText.parseScript("")).isEmpty();
    assertThat(SqlText.parseScript(" ;; -- nothing")).isEmpty();
  }

  @Test
  void oneStatementIsOne() {
    assertThatThrownBy(() -> SqlText.parse(" ")).hasMessageContaining("there is no statement");
    assertThatThrownBy(() -> SqlText.parse("COMMIT; COMMIT"))
        .hasMessageContaining("there are 2 statements in the text; run them one by one");
  }

  @Test
  void anErrorInAScriptIsFoundInItsLine() {
    assertThatThrownBy(() -> SqlText.parseScript("SELECT 1;\r\nSELECT 2;\n\n  SELEC 3"))
        .hasMessageContaining("line 4, column 3: 'SELEC' can't stand here; did you mean SELECT?");
  }

  @ParameterizedTest
  @CsvSource({
    "Name, name",
    "NAME, name",
    "\"Name\", Name",
    "\"a\"\"b\", a\"b",
    "\"select\", select",
    "ÄÖ, äö",
    "_valid_from, _valid_from",
    "a$1, a$1",
  })
  void namesAreInLowerCaseUnlessQuoted(String written, String name) {
    SqlIdentifier identifier = (SqlIdentifier) SqlText.parseExpression(written);
    assertThat(identifier.getSimple()).isEqualTo(name);
  }

  @Test
  void aThreePartNameIsOneIdentifier() {
    SqlIdentifier name = (SqlIdentifier) SqlText.parseExpression("Ewig.\"Public\".T");
    assertThat(name.names).containsExactly("ewig", "Public", "t");
  }

  @Test
  void parametersAreCountedFromZeroInTheOrderOfTheText() {
    Statement statement =
        SqlText.parse(
            "SELECT ?, f(?) FROM t FOR SYSTEM_TIME AS OF ? FOR VALID_TIME BETWEEN ? AND ? AS x"
                + " JOIN u ON x.a = ? WHERE b IN (?, ?) GROUP BY c HAVING d > ?"
                + " ORDER BY e LIMIT ? OFFSET ?");
    assertThat(statement.parameters()).isEqualTo(11);
    assertThat(parameters(statement.tree()))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    List<Statement> script = SqlText.parseScript("SELECT ?; DELETE FROM t WHERE a = ? AND b = ?");
    assertThat(parameters(script.get(1).tree())).containsExactly(0, 1);
    assertThat(script.get(1).parameters()).isEqualTo(2);
  }

  @Test
  void everyParameterOfEveryKindOfStatementIsCounted() {
    for (String sql : Statements.all()) {
      Statement statement = SqlText.parse(sql);
      long marks = sql.replaceAll("'[^']*'", "").chars().filter(c -> c == '?').count();
      assertThat(statement.parameters()).as(sql).isEqualTo((int) marks);
      assertThat(parameters(statement.tree())).as(sql).hasSize((int) marks).doesNotHaveDuplicates();
    }
  }

  private static List<Integer> parameters(SqlNode tree) {
    List<Integer> indexes = new ArrayList<>();
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam param) {
            indexes.add(param.getIndex());
            return null;
          }
        });
    return indexes;
  }

  @Test
  void commonNamesNeedNoQuotes() {
    String names =
        "name, type, key, date, time, timestamp, value, year, month, day, hour, minute, second,"
            + " count, min, max, sum, position, text, status, state, level, data, world, payload,"
            + " start, end, user, period, seq, hash, parent, origin, branch, tag, system_time,"
            + " valid_from, valid_time, event_id, commit_id, message, comment, index, use, erase,"
            + " uuid, json, path, role, rank, result, source, target, version, description, size,"
            + " number, location, label, category, title, price, public, session, schema, view";
    String columns = names.replaceAll("(\\w+)(,|$)", "$1 INTEGER$2");
    String sql = "CREATE TABLE t (" + columns + ")";
    assertThat(SqlText.parse(sql).parameters()).isZero();
    assertThat(SqlText.parse("SELECT " + names + " FROM t").parameters()).isZero();
    SqlInsert insert =
        (SqlInsert) SqlText.parse("INSERT INTO t (" + names + ") SELECT * FROM u").tree();
    assertThat(insert.getTargetColumnList()).hasSize(names.split(",").length);
    for (String name : names.split(", ?")) {
      String use =
          "SELECT x."
              + name
              + ", ("
              + name
              + "), "
              + name
              + " + 1 AS "
              + name
              + " FROM "
              + name
              + " WHERE "
              + name
              + " = 1 AND "
              + name
              + " IS NOT NULL ORDER BY "
              + name;
      assertThat(SqlText.parse(use).parameters()).as(name).isZero();
      SqlText.parse("UPDATE t SET " + name + " = " + name + " || 'x' WHERE " + name + " > 1");
    }
  }

  @Test
  void reservedWordsAreKnown() {
    assertThat(SqlText.reservedWords())
        .contains("select", "order", "table", "values", "returning", "for");
    assertThat(SqlText.reservedWords()).doesNotContain("name", "value", "branch", "user", "x");
    for (String word : SqlText.reservedWords()) {
      assertThat(SqlText.parseExpression("\"" + word + "\"")).isInstanceOf(SqlIdentifier.class);
    }
  }

  @Test
  void anExpressionIsParsedAlone() {
    assertThat(SqlText.print(SqlText.parseExpression("a > 1 AND b LIKE 'x%'")))
        .isEqualTo("\"a\" > 1 AND \"b\" LIKE 'x%'");
    assertThatThrownBy(() -> SqlText.parseExpression("a > 1; DROP TABLE t"))
        .hasMessageContaining("';' can't stand here");
  }
}
