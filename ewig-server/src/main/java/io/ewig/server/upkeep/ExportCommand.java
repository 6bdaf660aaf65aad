package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.command.AtLeast;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Outlet;
import io.ewig.server.command.Terminal;
import io.ewig.server.rows.Mode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ewig export}: history as lines of JSON, or a table's rows as CSV. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write history as lines of JSON, one event a line; or the rows of a table, as CSV.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig export --data garden --out garden.ndjson",
      "  ewig export --data garden --from 100 --to 200 | jq -r .type",
      "  ewig export --data garden --table plants --csv --out plants.csv"
    })
public final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      description = "First event, with its whole commit; default: the first there is.")
  private long from;

  @Option(
      names = "--to",
      paramLabel = "SEQ",
      description = "Event to stop before; default: the end.")
  private long to = Long.MAX_VALUE;

  @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
  private @Nullable Path out;

  @Option(names = "--table", paramLabel = "TABLE", description = "The rows of this table instead.")
  private @Nullable String table;

  @Option(names = "--csv", description = "Said for clearness: a table's rows are in CSV.")
  private boolean isCsv;

  @Option(names = "--json", description = "Say on stderr as one JSON object what was written.")
  private boolean json;

  public ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    if (isCsv && table == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "history has no form in CSV; say which --table is meant");
    }
    AtLeast.require(spec.commandLine(), "--from", from, 0);
    AtLeast.require(spec.commandLine(), "--to", to, 0);
    try (Ewig db = data.openToRead()) {
      long count = out == null ? exportToTerminal(db) : exportToFile(db, out);
      String unit = table == null ? "events" : "rows";
      terminal
          .err()
          .println(
              json
                  ? new JsonObject().put("exported", count).put("unit", unit)
                  : "exported " + count + " " + unit);
      return DamageNotice.print(db, terminal);
    }
  }

  /** To the last byte, before anything is said of it. */
  private long exportToTerminal(Ewig db) throws IOException, SQLException {
    long count = export(db, terminal.bytes());
    terminal.bytes().flush();
    return count;
  }

  private long exportToFile(Ewig db, Path target) throws IOException, SQLException {
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target))) {
      return export(db, file);
    }
  }

  private long export(Ewig db, OutputStream to) throws SQLException {
    return table == null ? db.exportTo(to, from, this.to) : exportRows(db, table, to);
  }

  private static long exportRows(Ewig db, String table, OutputStream to) throws SQLException {
    PrintWriter text = Outlet.text(to);
    try (Connection connection = new EngineConnections(db, "export").connect(new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
      return Mode.CSV.print(rows, "", text);
    } finally {
      text.flush();
    }
  }
}
