package io.ewig.server.console;

import io.ewig.server.shell.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** A shell at a terminal: reads what is typed, runs it, and goes on whatever comes of it. */
final class Console {

  private static final int HISTORY_LINES = 10_000;

  /** What a terminal is taken to have that does not know. */
  private static final int LINES_OF_NONE = 24;

  private final Terminal terminal;
  private final Shell shell;
  private final LineReader reader;
  private final Pager pager;

  Console(Terminal terminal, Shell shell, Path history, List<String> pagerProgram) {
    this.terminal = terminal;
    this.shell = shell;
    Suggestions suggestions = new Suggestions(shell.connection());
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("ewig")
            .parser(new SqlParser())
            .completer(completer(suggestions))
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M> ")
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .build();
    int lines = terminal.getHeight() > 2 ? terminal.getHeight() - 1 : LINES_OF_NONE;
    this.pager = new Pager(terminal.writer(), lines, pagerProgram);
    shell.setOut(new PrintWriter(pager));
    shell.look().setCarets(true);
    terminal.handle(Terminal.Signal.INT, signal -> shell.cancel());
  }

  private static Completer completer(Suggestions suggestions) {
    return (reader, line, candidates) -> {
      for (String one : suggestions.of(line.line(), line.cursor())) {
        boolean isWhole = !one.endsWith("(") && !one.endsWith(".");
        candidates.add(new Candidate(one, one, null, null, null, null, isWhole));
      }
    };
  }

  /** Until somebody quits. */
  void run() throws IOException {
    terminal.writer().println("ewig; \\? lists commands, \\q quits, a statement ends with a ;");
    while (!shell.isOver()) {
      try {
        run(reader.readLine(prompt()));
      } catch (UserInterruptException given) { // the line is given up, and nothing else
        terminal.writer().flush();
      } catch (EndOfFileException quit) {
        break;
      }
    }
    reader.getHistory().save();
  }

  private void run(String typed) throws IOException {
    try {
      String text = typed.strip();
      if (text.equals("\\e") || text.startsWith("\\e ")) {
        edit(text.substring(2).strip());
      } else {
        shell.runAll(new StringReader(typed));
      }
    } finally {
      pager.finish();
    }
  }

  /** The branch, and the moment if it is not now: what whoever writes has to know. */
  private String prompt() {
    StringBuilder prompt = new StringBuilder("ewig:");
    try (Statement statement = shell.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, \"value\" FROM ewig.settings WHERE name IN ('branch', 'as_of',"
                    + " 'valid_at') AND \"value\" IS NOT NULL ORDER BY name = 'branch' DESC,"
                    + " name")) {
      while (rows.next()) {
        String sign = rows.getString(1).equals("as_of") ? "@" : " valid ";
        prompt.append(rows.getString(1).equals("branch") ? "" : sign).append(rows.getString(2));
      }
    } catch (SQLException e) { // a server that is gone may come back
      prompt.append('?');
    }
    return prompt.append("> ").toString();
  }

  /** Opens an editor on a file, or on the last statement, and runs what comes of it. */
  private void edit(String name) throws IOException {
    Path file = name.isEmpty() ? Files.createTempFile("ewig", ".sql") : Path.of(name);
    try {
      if (name.isEmpty()) {
        Files.writeString(file, lastStatement());
      }
      List<String> command = new ArrayList<>(List.of(editor().split("\\s+")));
      command.add(file.toString());
      Process editing = new ProcessBuilder(command).inheritIO().start();
      if (editing.waitFor() == 0) {
        String text = Files.readString(file);
        reader.getHistory().add(text);
        shell.runAll(new StringReader(text));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (name.isEmpty()) {
        Files.delete(file);
      }
    }
  }

  private String lastStatement() {
    for (int i = reader.getHistory().last(); i >= reader.getHistory().first(); i--) {
      String line = reader.getHistory().get(i);
      if (line.charAt(0) != '\\') {
        return line + "\n";
      }
    }
    return "";
  }

  private static String editor() {
    String chosen =
        System.getenv("VISUAL") != null ? System.getenv("VISUAL") : System.getenv("EDITOR");
    return chosen == null || chosen.isBlank() ? "vi" : chosen;
  }
}
