package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Outlet;
import io.ewig.server.command.ProgressBar;
import io.ewig.server.command.Terminal;
import io.ewig.server.csv.CsvImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig import}: appends what {@code ewig export} has written, or rows from CSV. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Append what export has written, with the same ids and hashes; or rows of a table, from CSV.",
      "The database is made if there is none. Commits before a malformed line stay."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig import --data copy garden.ndjson",
      "  ewig export --data garden | ewig import --data copy",
      "  ewig import --data garden --table plants --csv plants.csv --key name",
      "  ewig import --data garden --table plants --csv plants.csv --skip-errors bad.csv"
    })
public final class ImportCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default, and -: standard input.")
  private Path file = Path.of("-");

  @ArgGroup(exclusive = false, validate = true)
  private @Nullable CsvOption csv;

  @Option(names = "--json", description = "Print what came of it as one JSON object.")
  private boolean json;

  public ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    try (ProgressBar bar = ProgressBar.on(terminal, "import");
        InputStream in = new WatchedInput(open(), isFile() ? Files.size(file) : 0, bar)) {
      if (csv == null) {
        importEvents(in);
      } else {
        importRows(csv, in);
      }
      return ExitCode.OK;
    }
  }

  private InputStream open() throws IOException {
    return isFile() ? Files.newInputStream(file) : terminal.in();
  }

  private boolean isFile() {
    return !file.toString().equals("-");
  }

  private void importEvents(InputStream in) {
    try (Ewig db = data.openToWrite()) {
      long events = db.importFrom(in);
      long size = db.head().size();
      terminal.say(
          json,
          () -> new JsonObject().put("imported", events).put("events", size),
          () -> "imported " + events + " events; there are " + size);
    }
  }

  private void importRows(CsvOption how, InputStream in) throws IOException, SQLException {
    Path refused = how.refused();
    try (Ewig db = EngineConnections.opening(data::openToWrite);
        Connection connection = new EngineConnections(db, "import").connect(new Properties());
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        PrintWriter bad =
            refused == null ? new PrintWriter(Writer.nullWriter()) : Outlet.toFile(refused)) {
      CsvImport.Result result = CsvImport.run(connection, how.options(), text, bad);
      terminal.say(
          json,
          () -> new JsonObject().put("imported", result.loaded()).put("skipped", result.skipped()),
          () ->
              "imported "
                  + result.loaded()
                  + " rows"
                  + (result.skipped() == 0 ? "" : "; " + result.skipped() + " are in " + refused));
    }
  }
}
