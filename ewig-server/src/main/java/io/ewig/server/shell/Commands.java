package io.ewig.server.shell;

import io.ewig.server.command.Outlet;
import io.ewig.server.rows.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What begins with a backslash: commands to the shell itself. */
public final class Commands {

  /** Files that run each other for ever are stopped here. */
  private static final int DEPTH_MAX = 16;

  private static final String SYNTAX_ERROR = "42601";

  /** Each with what it does, as {@code \?} lists them. */
  private static final Map<String, String> HELP = new TreeMap<>();

  static {
    HELP.put("\\?", "this list; \\h WORD looks for a word in it");
    HELP.put("\\d", "tables and views; \\d NAME shows the columns, keys and indexes of one");
    HELP.put("\\dt", "tables");
    HELP.put("\\dv", "views");
    HELP.put("\\dn", "schemas");
    HELP.put("\\df", "functions in FROM");
    HELP.put("\\db", "branches");
    HELP.put("\\dg", "tags");
    HELP.put("\\x", "a line for each value, or columns again");
    HELP.put("\\mode", "table, markdown, vertical, csv, json or ndjson");
    HELP.put("\\timing", "whether to say how long each statement took");
    HELP.put("\\null", "what is shown of a null: \\null -");
    HELP.put("\\i", "runs a file: \\i plants.sql");
    HELP.put("\\o", "writes results to a file: \\o all.csv; \\o alone shows them again");
    HELP.put("\\e", "opens $EDITOR on the last statement, and runs what comes of it");
    HELP.put("\\h", "as \\?");
    HELP.put("\\q", "quits; so does Ctrl-D");
  }

  private final Shell shell;
  private @Nullable PrintWriter usual;
  private int depth;
  private boolean isOver;

  Commands(Shell shell) {
    this.shell = shell;
  }

  /** The commands, for completion. */
  public static List<String> names() {
    return List.copyOf(HELP.keySet());
  }

  boolean isOver() {
    return isOver;
  }

  /** False if something that it ran has failed, which was said. */
  boolean run(String line) throws SQLException, IOException {
    String[] words = line.replaceAll(";\\s*$", "").split("\\s+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    switch (words[0]) {
      case "\\q", "\\quit", "\\exit" -> isOver = true;
      case "\\?", "\\h", "\\help" -> help(argument);
      case "\\x" -> shell.look().turn();
      case "\\mode" -> setMode(argument);
      case "\\timing" -> shell.look().setTimed(!argument.equals("off"));
      case "\\null" -> shell.look().setNullText(argument);
      case "\\i" -> {
        return runFile(argument);
      }
      case "\\o" -> redirect(argument);
      default -> describe(words[0], argument);
    }
    return true;
  }

  private void describe(String command, String argument) throws SQLException {
    Catalog catalog = new Catalog(shell.connection());
    switch (command) {
      case "\\d" -> {
        if (argument.isEmpty()) {
          show(Catalog.RELATIONS);
        } else {
          for (String query : catalog.ofTable(argument)) {
            show(query);
          }
        }
      }
      case "\\dt" -> show(Catalog.TABLES);
      case "\\dv" -> show(Catalog.VIEWS);
      case "\\dn" -> show(Catalog.SCHEMAS);
      case "\\df" -> show(Catalog.FUNCTIONS);
      case "\\db" -> show(Catalog.BRANCHES);
      case "\\dg" -> show(Catalog.TAGS);
      default ->
          throw new SQLException(
              "there is no command " + command + "; \\? lists those there are", SYNTAX_ERROR);
    }
  }

  private void show(String query) throws SQLException {
    try (PreparedStatement statement = shell.connection().prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      shell.print(rows);
    }
  }

  private void help(String word) {
    HELP.forEach(
        (name, text) -> {
          if (word.isEmpty() || (name + " " + text).contains(word)) {
            shell.out().println(String.format(Locale.ROOT, "  %-9s %s", name, text));
          }
        });
  }

  private void setMode(String name) throws SQLException {
    Mode[] modes = Mode.values();
    for (Mode mode : modes) {
      if (mode.name().equalsIgnoreCase(name)) {
        shell.look().setMode(mode);
        return;
      }
    }
    throw new SQLException(
        "there is no mode '"
            + name
            + "'; choose one of "
            + Arrays.stream(modes)
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")),
        "22023");
  }

  private boolean runFile(String name) throws IOException, SQLException {
    if (depth >= DEPTH_MAX) {
      throw new SQLException(DEPTH_MAX + " files run each other; break that circle", "54001");
    }
    depth++;
    try (BufferedReader file = Files.newBufferedReader(Path.of(name))) {
      return shell.runAll(file);
    } finally {
      depth--;
    }
  }

  /** Whether results go to a file. */
  boolean isRedirected() {
    return usual != null;
  }

  /** Results are shown again, as they cannot be written. */
  void giveUpFile() {
    if (usual != null) {
      shell.setOut(usual).close();
      usual = null;
    }
  }

  private void redirect(String name) throws IOException {
    if (usual != null) {
      PrintWriter file = shell.setOut(usual);
      usual = null;
      file.close();
    }
    if (!name.isEmpty()) {
      usual = shell.setOut(Outlet.toFile(Path.of(name)));
    }
  }
}
