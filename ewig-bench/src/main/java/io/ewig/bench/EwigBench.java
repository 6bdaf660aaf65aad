package io.ewig.bench;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Lines;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Machine;
import io.ewig.bench.measure.Row;
import io.ewig.bench.report.ReportLines;
import io.ewig.bench.server.ServerLines;
import io.ewig.bench.sql.SqlLines;
import io.ewig.bench.state.StateLines;
import io.ewig.bench.sync.SyncLines;
import io.ewig.bench.text.TextLines;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code ewig bench}: measures line by line and prints one table. */
public final class EwigBench {

  private static final int USAGE_STATUS = 2;

  private EwigBench() {}

  public static void main(String[] words) throws Exception {
    if (List.of(words).contains("--help")) {
      System.out.print(Arguments.USAGE);
      return;
    }
    Arguments arguments;
    try {
      arguments = Arguments.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println("ewig bench: " + e.getMessage());
      System.err.print(Arguments.USAGE);
      System.exit(USAGE_STATUS);
      return;
    }
    run(arguments, System.out, System.err);
  }

  /** Runs what was asked for; the table goes to one stream, what is going on to the other. */
  static void run(Arguments arguments, PrintStream table, PrintStream progress) throws Exception {
    Path data = folder(arguments);
    List<Row> rows = new ArrayList<>();
    String machine = Machine.line(data);
    try (Workbench bench = new Workbench(arguments.setting(), data)) {
      for (Line line : lines()) {
        if (arguments.wants(line.name())) {
          long from = System.nanoTime();
          progress.print("ewig bench: " + line.name() + " ...");
          rows.addAll(line.run(bench));
          progress.println(" " + (System.nanoTime() - from) / 1_000_000_000 + " s");
        }
      }
      if (arguments.chart() != null && !bench.chart().isEmpty()) {
        bench.chart().write(arguments.chart(), machine);
      }
    }
    print(arguments.json(), machine, rows, table);
  }

  private static void print(boolean json, String machine, List<Row> rows, PrintStream table) {
    if (json) {
      Json lines = JsonArray.of(rows.stream().map(Row::json).toList());
      table.println(JsonObject.of(Map.of("machine", JsonText.of(machine), "lines", lines)).text());
      return;
    }
    table.println(machine);
    table.println();
    table.println(Row.HEAD.markdown());
    table.println(Row.RULE.markdown());
    rows.forEach(row -> table.println(row.markdown()));
  }

  private static List<Line> lines() {
    List<Line> lines = new ArrayList<>(Lines.all());
    lines.addAll(StateLines.all());
    lines.addAll(SqlLines.all());
    lines.addAll(ReportLines.all());
    lines.addAll(SyncLines.all());
    lines.addAll(TextLines.all());
    lines.addAll(ServerLines.all());
    return lines;
  }

  /** A folder of this run's own, since all of it is deleted afterwards. */
  private static Path folder(Arguments arguments) throws IOException {
    Path parent = arguments.data();
    if (parent == null) {
      return Files.createTempDirectory("ewig-bench");
    }
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent.toAbsolutePath(), "ewig-bench");
  }
}
