package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell without a terminal, and what sql has in common with it. */
class ShellCommandTest extends CommandLineCase {

  @BeforeEach
  void plant() {
    plantGarden();
  }

  private String shell(String typed) {
    typing(typed, "shell", at("garden"));
    return out();
  }

  @Test
  void backslashesDescribeTheDatabase() {
    assertThat(shell("\\d\n")).contains(" public | plants | base table");
    assertThat(shell("\\d plants\n")).contains(" name   | varchar | NO", "plants_pkey");
    shell("create table pots (pot int primary key, uses int merge counter) merge delete wins;\n");
    assertThat(shell("\\d pots\n"))
        .containsSubsequence("uses", "merge counter", "pots", "merge delete wins");
    assertThat(shell("\\dt\n\\dv\n\\dn\n")).contains("plants", "(0 rows)", "information_schema");
    assertThat(shell("create tag spring; \\db\n\\dg\n")).contains(" main", " spring");
    assertThat(shell("\\df\n")).contains(" history");
    assertThat(shell("\\? branch\n")).contains("\\db").doesNotContain("\\timing");
  }

  @Test
  void aWrongCommandIsAnErrorAndTheRestIsRun() {
    assertThat(typing("\\nonsense\n\\mode purple\n\\d weeds\nselect 1 as one;", "shell")).isOne();
    assertThat(err())
        .contains("ERROR 42601: there is no command \\nonsense")
        .contains("ERROR 22023: there is no mode 'purple'; choose one of table, ")
        .contains("ERROR 42P01: there is no table or view weeds");
    assertThat(out()).contains("one");
  }

  @Test
  void filesAreRunAndWritten() throws IOException {
    Path script = Files.writeString(temporary.resolve("a.sql"), "select 'from a file' as s;");
    assertThat(shell("\\i " + script + "\n")).contains("from a file");
    Path result = temporary.resolve("out.csv");
    assertThat(shell("\\mode csv\n\\o " + result + "\nselect 1 as a;\n\\o\nselect 2 as b;\n"))
        .isEqualTo("b\n2\n");
    assertThat(result).hasContent("a\n1");
    assertThat(typing("\\i nowhere.sql\n", "shell")).isOne();
    assertThat(err()).startsWith("ERROR 58P01: ").contains("nowhere.sql");
    Files.writeString(script, "\\i " + script);
    assertThat(typing("\\i " + script + "\n", "shell")).isOne();
    assertThat(err()).contains("ERROR 54001: ");
  }

  @Test
  void timeNullsAndRowsAcrossAreShownAsWished() {
    assertThat(shell("\\null -\n\\x\nselect 1 as a, null as bc;\n\\x\nselect null as z;\n"))
        .isEqualTo("-[ row 1 ]--\na  | 1\nbc | -\n(1 row)\n z\n---\n -\n(1 row)\n");
    assertThat(shell("\\timing\nselect 1;\n")).containsPattern("Time: \\d+\\.\\d{3} ms");
    assertThat(shell("\\timing off\nselect 1;\n")).doesNotContain("Time:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "csv;~n,s,x\n1,\"a,\"\"b\",\n2,\"\",true\n~",
        "json;~[{\"n\":1,\"s\":\"a,\\\"b\",\"x\":null},\n {\"n\":2,\"s\":\"\",\"x\":true}]\n~",
        "ndjson;~{\"n\":1,\"s\":\"a,\\\"b\",\"x\":null}\n{\"n\":2,\"s\":\"\",\"x\":true}\n~",
        "markdown;~| n | s | x |\n"
            + "|---:|---|---|\n"
            + "| 1 | a,\"b | NULL |\n"
            + "| 2 |  | true |\n"
            + "(2 rows)\n"
            + "~"
      })
  void aResultHasManyForms(String mode, String wanted) {
    String sql = "select * from (values (1, 'a,\"b', null), (2, '', true)) t (n, s, x)";
    assertThat(run("sql", "-e", sql, "--mode", mode)).isZero();
    assertThat(out()).isEqualTo(wanted);
  }

  @Test
  void wideLettersAreBelowEachOther() {
    run("sql", "-e", "select * from (values ('日本', 1), ('ab', 2), ('e\u0301', 3)) t (s, n)");
    assertThat(lines().subList(2, 5)).containsExactly(" 日本 | 1", " ab   | 2", " e\u0301    | 3");
  }

  @Test
  void jsonHasWhatNumbersAndDocumentsAre() {
    run(
        "sql",
        "--json",
        "-e",
        "create table d (j json); insert into d values ('{\"x\":[1]}');"
            + " select 1 as a, 2 as a, j, timestamp '2026-03-01 12:00:00Z' as t from d;"
            + " select 1 as a where false");
    assertThat(out())
        .contains("\"a\":1,\"a_2\":2,\"j\":{\"x\":[1]}", "\"t\":\"2026-03-01 12:00:00+00:00\"")
        .endsWith("[]\n");
  }

  @Test
  void questionMarksTakeValuesInOrder() {
    String sql = "select * from plants where name = ?; select cast(? as int) + 1 as n";
    String[] command = {
      "sql", "--data", at("garden"), "-e", sql, "--param", "rose", "--param", "41", "--mode", "csv"
    };
    assertThat(run(command)).isZero();
    assertThat(out()).isEqualTo("name,petals\nrose,12\nn\n42\n");
    assertThat(run("sql", "-e", "select cast(? as int), cast(? as int)", "--param", "1")).isOne();
    assertThat(err()).startsWith("ERROR 07001: ");
    assertThat(run("sql", "-e", "select 1", "--param", "1")).isOne();
    assertThat(err()).startsWith("ewig: ERROR 07001: ");
  }

  @Test
  void statementsBehindAnErrorAreRunUnlessToldOtherwise() {
    String sql = "select * from nowhere; select 1 as one";
    assertThat(run("sql", "-e", sql, "--on-error", "stop")).isEqualTo(ExitCode.ERROR);
    assertThat(out()).isEmpty();
    assertThat(run("sql", "-e", sql, "--on-error", "continue")).isEqualTo(ExitCode.ERROR);
    assertThat(out()).contains("one");
    assertThat(typing("select 1 as one;", "sql", "-f", "-")).isZero();
    assertThat(out()).contains("one");
    assertThat(run("sql", "-e", "select 1", "--mode", "purple")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void thePastIsSeenAndNotChanged() {
    String[] past = {"sql", at("garden"), "--as-of", "1999-01-01T00:00:00Z", "-e"};
    assertThat(run(past[0], past[1], past[2], past[3], past[4], "select * from plants")).isOne();
    assertThat(err()).startsWith("ERROR 42P01: ");
  }

  @Test
  void aUrlReachesWhateverTheDriverDoes() {
    assertThat(run("sql", "--url", "jdbc:ewig:mem:", "-e", "select 1 as one")).isZero();
    assertThat(run("sql", "--url", "jdbc:other:x", "-e", "select 1")).isOne();
    assertThat(run("sql", at("garden"), "--url", "jdbc:ewig:mem:")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whereAnErrorStopsItStopsAlsoBehindAFileThatItIsIn() throws IOException {
    Path part = temporary.resolve("part.sql");
    Files.writeString(part, "insert into none values (1); create table late (id int);");
    Path main =
        Files.writeString(temporary.resolve("main.sql"), "\\i " + part + "\nselect 7 as n;");
    String[] all = {"sql", at("db"), "-f", main.toString(), "--on-error", "stop", "--mode", "csv"};
    assertThat(run(all)).isOne();
    assertThat(out()).isEmpty();
    assertThat(run("sql", at("db"), "-e", "select * from late")).isOne();
    all[5] = "continue";
    assertThat(run(all)).isOne();
    assertThat(lines()).containsExactly("n", "7");
    assertThat(run("sql", at("db"), "-e", "select * from late")).isZero();
  }
}
