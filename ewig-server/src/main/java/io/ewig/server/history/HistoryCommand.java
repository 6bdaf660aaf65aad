package io.ewig.server.history;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.Terminal;
import io.ewig.server.rows.Mode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig history}: all that was ever said about a row. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Show the versions of a row, newest first: what it held, from when to when that was recorded"
          + " (_system_from, _system_to) and true (_valid_from, _valid_to), and the commit."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig history --data garden plants rose",
      "  ewig history --data garden sales.prices rose 2026 --branch dev --mode vertical"
    })
public final class HistoryCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "In schema public, or SCHEMA.TABLE.")
  private String table = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY",
      description = "The row's key: a value for each column of it.")
  private List<String> key = new ArrayList<>();

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      defaultValue = "main",
      description = "What this branch sees; default: ${DEFAULT-VALUE}.")
  private String branch = "main";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "table",
      description = "How it looks: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Mode mode = Mode.TABLE;

  @Option(names = "--json", description = "The same as --mode json.")
  private boolean json;

  public HistoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws SQLException {
    Properties info = new Properties();
    info.setProperty("branch", branch);
    try (Ewig db = EngineConnections.opening(data::openToRead)) {
      try (Connection connection = new EngineConnections(db, "history").connect(info);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query())) {
        (json ? Mode.JSON : mode).print(rows, "NULL", terminal.out());
      }
      return DamageNotice.print(db, terminal);
    }
  }

  private String query() {
    String values = key.stream().map(HistoryCommand::literal).collect(Collectors.joining(", "));
    return "SELECT * FROM history(" + literal(table) + ", " + values + ")";
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
