package io.ewig.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.bench.line.Setting;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every line of the table comes about; how fast anything is, no test says. */
class EwigBenchTest {

  private static final Setting TINY =
      new Setting(
          8_000, 800, 200, 500, 1, 5, 0, new Setting.State(2_000, 20_000, 5_000, 3_000, 20, 50, 1));

  /** All but those that start other JVMs or wait for disks, which take a minute. */
  private static final List<String> QUICK =
      List.of(
          "append",
          "durable-64",
          "get",
          "scan",
          "disk",
          "state",
          "sql-key-current",
          "report-types");

  @Test
  void theTableHasTheLinesThatWereAskedFor(@TempDir Path folder) throws Exception {
    Path chart = folder.resolve("chart.svg");
    List<String> lines = table(folder, chart, QUICK);
    assertThat(lines.get(0)).contains("cores").contains("JDK");
    assertThat(lines.stream().skip(2)).allMatch(line -> line.matches("\\|([^|]*\\|){6}"));
    assertThat(String.join("\n", lines))
        .contains("| append, no sync")
        .contains("| durable commit, 64 clients (Ewig chronicle)")
        .contains("plain group commit")
        .contains("| get(seq), random (Ewig chronicle), 8,000 events")
        .contains("| scan, three fields")
        .contains("| scan, event()")
        .contains("| disk per event")
        .contains("| current row, 20,000 versions")
        .contains("| row as of a random moment, each tenfold history")
        .contains("| 1,321 rows as of a random moment", "| world of 1,321 JSON objects")
        .contains("SQLite, top-1 index seek")
        .contains("| updates of one row each", "| new branch beside 20.0 others")
        .contains("| diff of two commits, 1 row differs", "| merge of 1,000 changes on each side")
        .contains("| disk for 20,000 versions", "| open and read one row")
        .contains("| prepared read by key, beside peers at 5,000 updates")
        .contains("| count, first and last by type, 20,000 events", "DuckDB")
        .doesNotContain("| open after", "| planning");
    assertThat(folder.resolve("data")).isEmptyDirectory();
    assertThat(chart).content().contains("<svg", "current row", "10,000").contains("</svg>");
  }

  @Test
  @EnabledIfSystemProperty(named = "ewig.tier", matches = "long")
  void theTableHasAllLines(@TempDir Path folder) throws Exception {
    List<String> lines = table(folder, folder.resolve("chart.svg"), List.of());
    assertThat(String.join("\n", lines))
        .contains("| durable commit, 1 client (Ewig chronicle)", "bare loop", "SQLite")
        .contains("| durable commit, 8 clients (Ewig plain)", "RocksDB", "PostgreSQL")
        .contains("| durable commits of 1,000 events")
        .contains("| open after a clean close")
        .contains("| heap after it")
        .contains("| open after a crash")
        .contains("| prepared read by key as of a random moment, 20,000 versions")
        .contains("SQLite, from and to")
        .contains("| by columns, three columns", "| events by hour, 20,000 events")
        .contains("| events by hour, as of a random moment, 20,000 events", "| all reports, and")
        .contains("| 20,000 events put in, durable, until columns are there")
        .contains("| all 10,000 rows added up as of a random moment", "the same now")
        .contains("| the 1,321 rows of a world as of a random moment")
        .contains("| some 4,500 events of a world between two instants", "\"range\"()")
        .contains("| durable insert, 1 client", "| durable update, 8 clients")
        .contains("| durable inserts, 1,000 a batch and commit", "us a row")
        .contains("| planning, statement seen before", "| planning, new simple query")
        .contains("| from the start of a JVM to the first row")
        .contains("| prepared read by key over a socket, 8 clients")
        .contains("| durable insert over a socket, 64 clients")
        .contains("| fetch of 3,000 rows over a socket")
        .contains("| from the start of a server to a first answer", "| resident memory of an idle");
  }

  @Test
  void programsGetTheSameAsOneObject(@TempDir Path folder) throws Exception {
    JsonObject object = (JsonObject) Json.parse(printed(folder, null, true, List.of("append")));
    assertThat(object.get("machine").toString()).contains("cores");
    assertThat((JsonArray) object.get("lines"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(((JsonObject) line).keys())
                    .containsExactlyInAnyOrder(
                        "line", "ewig", "peers", "ratio", "goal", "reached"));
  }

  private static List<String> table(Path folder, Path chart, List<String> filter) throws Exception {
    return printed(folder, chart, false, filter).lines().toList();
  }

  private static String printed(
      Path folder, @Nullable Path chart, boolean json, List<String> filter) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EwigBench.run(
        new Arguments(TINY, folder.resolve("data"), chart, json, filter),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFilterChoosesLines() {
    Arguments arguments = Arguments.parse("--quick", "--events", "5_000", "durable-8", "get");
    assertThat(arguments.wants("durable-8")).isTrue();
    assertThat(arguments.wants("get")).isTrue();
    assertThat(arguments.wants("scan")).isFalse();
    assertThat(arguments.setting().events()).isEqualTo(5_000);
    Arguments versions = Arguments.parse("--versions", "20_000", "sql");
    assertThat(versions.setting().state().versions()).isEqualTo(20_000);
    assertThat(versions.setting().state().versionsOfPeer()).isEqualTo(20_000);
    assertThat(versions.wants("sql-plan")).isTrue();
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> Arguments.parse("--slow")).hasMessageContaining("--slow");
    assertThatThrownBy(() -> Arguments.parse("--events", "many")).hasMessageContaining("many");
    assertThatThrownBy(() -> Arguments.parse("--versions", "0")).hasMessageContaining("--versions");
    assertThatThrownBy(() -> Arguments.parse("--data")).hasMessageContaining("--data");
  }
}
