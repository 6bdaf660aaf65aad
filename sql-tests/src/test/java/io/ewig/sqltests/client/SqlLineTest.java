package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sqlline.SqlLine;

@LongTier
@Client(name = "SQLLine", type = SqlLine.class)
class SqlLineTest {

  private Garden garden;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
  }

  @AfterEach
  void close() throws Exception {
    garden.close();
  }

  @Test
  void statementsAndTheirResultsAreShown() throws IOException {
    assertThat(typed("SELECT name, petals FROM plants WHERE petals = 6;"))
        .contains("'name','petals'", "'lily','6'", "1 row selected");
    assertThat(typed("UPDATE plants SET petals = 7 WHERE name = 'rose';"))
        .contains("1 row affected");
  }

  @Test
  void metadataCommandsShowTheCatalog() throws IOException {
    assertThat(typed("!tables")).contains("'PLANTS'".toLowerCase(java.util.Locale.ROOT), "'VIEW'");
    assertThat(typed("!columns plants")).contains("'petals'", "'INTEGER'");
    assertThat(typed("!primarykeys plants")).contains("'plants_pkey'");
    assertThat(typed("!importedkeys plants")).contains("'beds'", "'bed_id'");
    assertThat(typed("!indexes plants")).contains("'plants_by_name'");
    assertThat(typed("!schemas")).contains("'public'");
    assertThat(typed("!typeinfo")).contains("'BIGINT'");
    assertThat(typed("!describe beds")).contains("'name'");
  }

  @Test
  void dbinfoAsksEverythingWithoutAnError() throws IOException {
    assertThat(typed("!dbinfo"))
        .contains("getDatabaseProductName", "Ewig")
        .doesNotContain("Error", "Exception");
  }

  @Test
  void transactionsAreCommittedAndRolledBack() throws IOException, SQLException {
    typed(
        "!autocommit off",
        "DELETE FROM plants WHERE name = 'ivy';",
        "!commit",
        "DELETE FROM plants;",
        "!rollback");
    assertThat(garden.rows("SELECT COUNT(*) FROM plants")).containsExactly("2");
  }

  @Test
  void anErrorIsShownAndTheShellGoesOn() throws IOException {
    assertThat(typed("SELECT colour FROM plants;", "SELECT 1/0;", "SELECT 1 + 1 AS two;"))
        .contains("state=42703", "state=22012", "'two'", "'2'");
  }

  @Test
  void nativesqlIsolationAndPropertiesAreKnown() throws IOException {
    assertThat(typed("!nativesql SELECT 1")).contains("SELECT 1");
    assertThat(typed("!isolation TRANSACTION_REPEATABLE_READ"))
        .contains("TRANSACTION_REPEATABLE_READ")
        .doesNotContain("not supported");
    assertThat(typed("!set outputformat json", "SELECT name FROM beds WHERE id = 1;"))
        .contains("{\"name\":\"south\"}");
  }

  @Test
  void aBatchIsRun() throws IOException, SQLException {
    typed(
        "!batch",
        "INSERT INTO beds VALUES (3, 'west');",
        "INSERT INTO beds VALUES (4, 'east');",
        "!batch");
    assertThat(garden.rows("SELECT COUNT(*) FROM beds")).containsExactly("4");
  }

  /** What the shell shows if somebody types these lines. */
  private String typed(String... lines) throws IOException {
    var shell = new SqlLine();
    var shown = new ByteArrayOutputStream();
    var out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    shell.setOutputStream(out);
    shell.setErrorStream(out);
    String input = String.join("\n", Arrays.asList(lines)) + "\n!quit\n";
    shell.begin(
        new String[] {
          "-u", garden.url(), "-n", "gardener", "-p", "", "--outputformat=csv", "--color=false"
        },
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        false);
    return shown.toString(StandardCharsets.UTF_8);
  }
}
