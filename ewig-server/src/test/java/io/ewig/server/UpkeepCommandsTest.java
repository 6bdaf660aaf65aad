package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.server.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics, keys, history of a row, CSV, completion, and JSON from all of them. */
class UpkeepCommandsTest extends CommandLineCase {

  @BeforeEach
  void plant() {
    plantGarden();
  }

  @Test
  void aLineThatIsNoRecordIsSkippedLikeOneThatDoesNotFit() throws IOException {
    String csv = "name,petals\ntulip,3\n\"iris\"x,1\nviolet,5\n\"open,9\nand,on\n";
    String skipped = at("skipped.csv");
    String[] load = {"import", "--data", at("c"), "--table", "t", "--skip-errors", skipped, "-"};
    assertThat(typing(csv, load)).isZero();
    assertThat(out()).startsWith("imported 2 rows; 2 are in ");
    assertThat(Files.readString(Path.of(skipped)))
        .isEqualTo(
            "# line 3: 'x' stands behind a value in quotes [EWIG-1009]\n\"iris\"x,1\n"
                + "# line 5: a value in quotes that begins in line 5 has no end [EWIG-1009]\n"
                + "\"open,9\nand,on\n\n");
    assertThat(typing(csv, "import", "--data", at("c"), "--table", "u")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).contains("22030: line 3: 'x' stands behind", "0 rows before line 2");
  }

  @Test
  void bytesThatAreNoTextAreNamedAndNotGuessedAt() throws IOException {
    StringBuilder csv = new StringBuilder("name\n");
    for (int i = 0; i < 1_001; i++) {
      csv.append("rose").append(i).append('\n');
    }
    Path file = Path.of(at("latin.csv"));
    Files.writeString(file, csv + "M\u00fcller\n", StandardCharsets.ISO_8859_1);
    assertThat(run("import", "--data", at("c"), "--table", "t", file.toString())).isOne();
    assertThat(err())
        .contains("22030: line 1003: there are bytes that are no UTF-8")
        .contains("; 1000 rows from above are in the table");
    assertThat(run("sql", at("c"), "-f", file.toString())).isOne();
    assertThat(err()).contains("22021: the text is no UTF-8");
  }

  @Test
  void historyShowsWhatWasSaidOfARow() {
    assertThat(run("history", "--data", at("garden"), "plants", "rose")).isZero();
    assertThat(lines()).hasSize(4);
    assertThat(lines().get(2)).startsWith(" rose |     12 | update ");
    assertThat(lines().get(3)).startsWith(" rose |      5 | insert ");
    run("history", "--data", at("garden"), "public.plants", "rose", "--json");
    assertThat(out()).startsWith("[{\"name\":\"rose\",\"petals\":12,\"_operation\":\"update\",");
    assertThat(run("history", "--data", at("garden"), "weeds", "rose")).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 42P01: ");
    assertThat(run("history", "--data", at("garden"), "plants")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void statsCountWhatThereIs() {
    assertThat(run("stats", "--data", at("garden"))).isZero();
    assertThat(out()).contains("events    4 from ", "branches  1", "disk      log ");
    run("stats", "--data", at("garden"), "--json");
    assertThat(out())
        .startsWith("{\"data\":")
        .contains("\"events\":4,", "\"disk\":{", "\"log\":{\"segments\":1,", "\"store\":{");
  }

  @Test
  void statsOfAnEmptyDatabase() {
    run("sql", at("empty"), "-e", "select 1");
    assertThat(run("stats", "--data", at("empty"))).isZero();
    assertThat(out()).contains("events    0 ");
  }

  @Test
  void keysAreMadeChangedAndShown() {
    assertThat(run("keys", "init", at("key"))).isZero();
    assertThat(run("keys", "init", at("key"))).isEqualTo(ExitCode.ERROR);
    run("sql", at("secret"), "--key-file", at("key"), "-e", "create table t (a int)");
    run("keys", "show", "--data", at("secret"), "--json");
    assertThat(out()).startsWith("{\"encrypted\":true,\"provider\":\"key-file\",");
    run("keys", "show", "--data", at("garden"));
    assertThat(out()).contains("is not encrypted");
    String[] rotate = {
      "keys", "rotate", "--data", at("secret"), "--key-file", at("key"), "--new-key-file", at("new")
    };
    assertThat(run(rotate)).isZero();
    assertThat(run("log", "--data", at("secret"), "--key-file", at("new"))).isZero();
    assertThat(run("log", "--data", at("secret"), "--key-file", at("key"))).isOne();
    assertThat(err()).startsWith("ewig: ERROR 28000: ");
    assertThat(run("keys", "show", "--data", at("none"))).isEqualTo(ExitCode.ERROR);
    assertThat(run("sql", "--key-file", at("new"), "-e", "select 1")).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void aTableGoesToCsvAndComesBack() {
    assertThat(run("export", "--data", at("garden"), "--table", "plants", "--csv")).isZero();
    assertThat(lines()).first().isEqualTo("name,petals");
    assertThat(err()).isEqualTo("exported 2 rows\n");
    String csv = out();
    String[] load = {"import", "--data", at("copy"), "--table", "plants", "--csv", "--key", "name"};
    assertThat(typing(csv, load)).isZero();
    assertThat(out()).isEqualTo("imported 2 rows\n");
    run("export", "--data", at("copy"), "--table", "plants", "--csv");
    assertThat(out()).isEqualTo(csv);
  }

  @Test
  void aTabulatorIsADelimiterThatCanBeTyped() {
    String[] load = {"import", "--data", at("c"), "--table", "t", "--delimiter", "\\t"};
    assertThat(typing("a\tb\n1\tx,y\n", load)).isZero();
    run("sql", at("c"), "-e", "SELECT b FROM t", "--mode", "csv");
    assertThat(lines()).containsExactly("b", "\"x,y\"");
  }

  @Test
  void arraysGoToCsvAndComeBackWithTheCommasThatTheyHave() {
    String table = "CREATE TABLE t (id INT, n INT ARRAY, v VARCHAR ARRAY, b BOOLEAN ARRAY)";
    run("sql", at("from"), "-e", table);
    run("sql", at("to"), "-e", table);
    String rows =
        "INSERT INTO t VALUES (1, ARRAY[1, NULL], ARRAY['a', 'b,c', 'd\"]'], ARRAY[TRUE]),"
            + " (2, NULL, ARRAY[''], CAST(ARRAY[] AS BOOLEAN ARRAY))";
    run("sql", at("from"), "-e", rows);
    run("export", "--data", at("from"), "--table", "t", "--csv");
    String csv = out();
    assertThat(typing(csv, "import", "--data", at("to"), "--table", "t", "--csv")).isZero();
    run("sql", at("to"), "-e", "SELECT * FROM t ORDER BY id", "--mode", "ndjson");
    assertThat(lines())
        .containsExactly(
            "{\"id\":1,\"n\":[1,null],\"v\":[\"a\",\"b,c\",\"d\\\"]\"],\"b\":[true]}",
            "{\"id\":2,\"n\":null,\"v\":[\"\"],\"b\":[]}");
  }

  @Test
  void binariesInArraysGoToCsvAndComeBack() {
    String table = "CREATE TABLE t (id INT PRIMARY KEY, b VARBINARY ARRAY)";
    run("sql", at("from"), "-e", table);
    run("sql", at("to"), "-e", table);
    run("sql", at("from"), "-e", "INSERT INTO t VALUES (1, ARRAY[x'0a', NULL, x'']), (2, NULL)");
    run("export", "--data", at("from"), "--table", "t", "--csv");
    String csv = out();
    assertThat(typing(csv, "import", "--data", at("to"), "--table", "t", "--csv")).isZero();
    run("export", "--data", at("to"), "--table", "t", "--csv");
    assertThat(out()).isEqualTo(csv).contains("0a");
  }

  @Test
  void aColumnThatIsAloneKeepsItsNulls() {
    run("sql", at("from"), "-e", "CREATE TABLE t (nick VARCHAR)");
    run("sql", at("from"), "-e", "INSERT INTO t VALUES ('a'), (NULL), (''), (NULL)");
    run("export", "--data", at("from"), "--table", "t", "--csv");
    assertThat(typing(out(), "import", "--data", at("to"), "--table", "t", "--csv")).isZero();
    assertThat(out()).isEqualTo("imported 4 rows\n");
    run("sql", at("to"), "-e", "select count(*), count(nick) from t", "--mode", "csv");
    assertThat(lines().get(1)).isEqualTo("4,2");
  }

  @Test
  void noDigitIsLostInATableThatIsMade() {
    StringBuilder csv = new StringBuilder("id,half\n1234567890123456789,1.5\n");
    String[] load = {"import", "--data", at("c"), "--table", "t", "--csv"};
    assertThat(typing(csv + "1234567890123456788,2\n", load)).isZero();
    run("sql", at("c"), "-e", "select count(distinct id), max(id) from t", "--mode", "csv");
    assertThat(lines().get(1)).isEqualTo("2,1234567890123456789");
    csv.append("1,2\n".repeat(1_000)).append("2,0.12345678901234567\n");
    load[4] = "u";
    assertThat(typing(csv.toString(), load)).isOne();
    assertThat(err()).contains("line 1003: column half: double, which has room for the first");
  }

  @Test
  void longRecordsFillATransactionBeforeTheyAreAThousand() {
    String csv = "id,text\n1," + "x".repeat(3_000_000) + "\n2," + "y".repeat(3_000_000) + "\n3,z\n";
    String[] load = {"import", "--data", at("c"), "--table", "t", "--csv"};
    assertThat(typing(csv, load)).isZero();
    run("sql", at("c"), "-e", "select count(*) as n from ewig.commits", "--mode", "csv");
    assertThat(lines().get(1)).isEqualTo("3"); // one has made the table
  }

  @Test
  void typesOfATableThatIsMadeFitItsValues() {
    String csv =
        "\uFEFFn,x,d,t,b,s,e\r\n1,1.5,2026-01-02,2026-03-01T12:00:00Z,true,\"a\nb\",\r\n"
            + "-2,3,,,false,\"\",\r\n";
    assertThat(typing(csv, "import", "--data", at("c"), "--table", "t", "--json")).isZero();
    assertThat(out()).isEqualTo("{\"imported\":2,\"skipped\":0}\n");
    run(
        "sql",
        at("c"),
        "-e",
        "select n + 1, x * 2, d, t, b, s, e from t order by n",
        "--mode",
        "csv");
    assertThat(out())
        .endsWith(
            "-1,6.0,,,false,\"\",\n2,3.0,2026-01-02,2026-03-01 12:00:00+00:00,true,\"a\nb\",\n");
    run("sql", at("c"), "-e", "\\d t", "--mode", "csv");
    assertThat(lines())
        .contains("n,bigint,YES,", "x,double,YES,", "d,date,YES,", "b,boolean,YES,")
        .contains("s,varchar,YES,", "e,varchar,YES,");
  }

  @Test
  void aRowThatDoesNotFitNamesItsLineAndColumn() throws IOException {
    String csv = "name,petals\ntulip,3\nx,many\nrose,5\ny,1,2\nz,1\n";
    String[] load = {"import", "--data", at("garden"), "--table", "plants", "--csv"};
    assertThat(typing(csv, load)).isEqualTo(ExitCode.ERROR);
    assertThat(err()).startsWith("ewig: ERROR 22030: line 3: column petals: ").contains("0 rows");
    run("sql", at("garden"), "-e", "select count(*) as n from plants", "--mode", "csv");
    assertThat(out()).isEqualTo("n\n2\n");
    Path bad = temporary.resolve("bad.csv");
    String[] some = {
      "import", "--data", at("garden"), "--table", "plants", "--skip-errors", bad.toString()
    };
    assertThat(typing(csv, some)).isZero();
    assertThat(out()).isEqualTo("imported 2 rows; 3 are in " + bad + "\n");
    assertThat(Files.readAllLines(bad))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactly("x,many", "rose,5", "y,1,2");
    assertThat(Files.readString(bad)).contains("# line 4: ", "3 values for 2 columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,,b\n1,2,3\n", "a\n\"x", "a\n\"x\"y\n"})
  void whatIsNoCsvIsRefused(String csv) {
    assertThat(typing(csv, "import", "--data", at("c"), "--table", "t", "--csv")).isOne();
    assertThat(err()).startsWith("ewig: ERROR 22030: ");
  }

  @Test
  void manyRowsComeInBatches() {
    StringBuilder csv = new StringBuilder("1;one\n");
    for (int i = 2; i <= 2500; i++) {
      csv.append(i).append(";-\n");
    }
    String[] load = {
      "import", "--data", at("c"), "--table", "t", "--no-header", "--delimiter", ";", "--null", "-"
    };
    assertThat(typing(csv.toString(), load)).isZero();
    run("sql", at("c"), "-e", "select count(*), count(column2) from t", "--mode", "csv");
    assertThat(lines().get(1)).isEqualTo("2500,1");
  }

  @Test
  void branchesAreDrawn() {
    run("branch", "create", "--data", at("garden"), "dev");
    run("sql", at("garden"), "--branch", "dev", "-e", "insert into plants values ('tulip', 3)");
    run("sql", at("garden"), "-e", "insert into plants values ('violet', 5)");
    run("merge", "--data", at("garden"), "dev", "--message", "meet", "--json");
    assertThat(out()).startsWith("{\"result\":\"merged\",\"commit\":");
    run("branch", "graph", "--data", at("garden"));
    assertThat(out()).contains("(main) meet", "|");
    run("branch", "graph", "--data", at("garden"), "--dot");
    assertThat(out()).startsWith("digraph");
    run("branch", "graph", "--data", at("garden"), "--svg");
    assertThat(out()).startsWith("<svg");
    run("branch", "graph", "--data", at("garden"), "--json");
    assertThat(out())
        .startsWith("{\"commits\":[{\"branches\":[\"main\"],")
        .contains("\"words\":\"meet\"")
        .hasLineCount(1);
    assertThat(run("branch", "graph", "--data", at("garden"), "--svg", "--dot")).isEqualTo(2);
  }

  @Test
  void whatPeopleReadProgramsCanReadAsWell() {
    run("branch", "create", "--data", at("garden"), "dev", "--json");
    assertThat(out()).isEqualTo("{\"done\":\"created\",\"name\":\"dev\"}\n");
    run("sql", at("garden"), "--branch", "dev", "-e", "update plants set petals = 7");
    run("diff", "--data", at("garden"), "main", "dev", "--json");
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .startsWith("{\"kind\":\"modified\",\"what\":\"row\",\"table\":\"public.plants\",")
        .contains("\"before\":{\"name\":\"lily\",\"petals\":6}", "\"valid_to\":null");
    run("branch", "list", "--data", at("garden"), "--json");
    assertThat(lines().get(0)).startsWith("{\"kind\":\"branch\",\"name\":\"dev\",");
    run("branch", "log", "--data", at("garden"), "--json", "--limit", "1");
    assertThat(out()).startsWith("{\"commit\":").contains("\"branch\":\"main\",\"events\":1,");
    run("range", "--data", at("garden"), "--world", "table://public/plants", "--json");
    assertThat(lines()).first().asString().startsWith("{\"seq\":0,");
    run("rebuild", "--data", at("garden"), "--json");
    assertThat(out()).contains("\"branches\":[{\"branch\":\"dev\",\"state\":");
    run("collect", "--data", at("garden"), "--json");
    assertThat(out()).startsWith("{\"removed\":");
    run("export", "--data", at("garden"), "--out", at("all"), "--json");
    assertThat(err()).startsWith("{\"exported\":").contains("\"unit\":\"events\"");
    run("import", "--data", at("copy"), at("all"), "--json");
    assertThat(out()).startsWith("{\"imported\":");
  }

  @Test
  void aWordThatIsNearlyOneIsSuggested() {
    assertThat(run("histroy")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("ewig history");
    assertThat(run("backup", "--dta", at("garden"), at("x"))).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("--data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionKnowsAllCommands(String kind) {
    assertThat(run("completion", kind)).isZero();
    assertThat(out()).contains("backup", "restore", "history", "shell", "--new-origin");
    String script = out().strip();
    run("completion", kind, "--json");
    JsonObject json = (JsonObject) Json.parse(out());
    assertThat(json.get("shell")).isEqualTo(JsonText.of(kind));
    assertThat(((JsonText) json.get("script")).value().strip()).isEqualTo(script);
  }
}
