package io.ewig.server.console;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import io.ewig.server.rows.Mode;
import io.ewig.server.shell.OpenTarget;
import io.ewig.server.shell.Shell;
import io.ewig.server.shell.TargetOption;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig shell}: SQL at a terminal. */
@Command(
    name = "shell",
    mixinStandardHelpOptions = true,
    description = {
      "Type SQL, with history, completion and paging; \\? lists commands.",
      "Without a terminal it reads its input to the end, as ewig sql does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig shell garden                              a folder",
      "  ewig shell --url jdbc:ewig://127.0.0.1         a server",
      "  ewig shell garden --as-of 2026-03-01T12:00:00Z",
      "  echo '\\d plants' | ewig shell garden"
    })
public final class ShellCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final TargetOption target = new TargetOption();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "table",
      description = "How results look: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Mode mode = Mode.TABLE;

  @Option(names = "--json", description = "The same as --mode json.")
  private boolean json;

  public ShellCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    try (OpenTarget open = target.open()) {
      Shell shell = new Shell(open.connection(), terminal.out(), terminal.err());
      shell.look().setMode(json ? Mode.JSON : mode);
      if (terminal.isInteractive()) {
        converse(shell);
        return ExitCode.OK;
      }
      shell.look().setCarets(true);
      try (Reader text = new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)) {
        return shell.runAll(text) ? ExitCode.OK : ExitCode.ERROR;
      }
    }
  }

  private static void converse(Shell shell) throws IOException {
    try (org.jline.terminal.Terminal screen = TerminalBuilder.builder().name("ewig").build()) {
      new Console(screen, shell, history(System.getenv()), pager(System.getenv())).run();
    }
  }

  /** A file of its own by EWIG_HISTORY, else where XDG wants it, else in the home folder. */
  static Path history(Map<String, String> environment) {
    String own = environment.getOrDefault("EWIG_HISTORY", "");
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    if (!own.isBlank()) {
      return Path.of(own);
    }
    return state.isBlank()
        ? Path.of(System.getProperty("user.home"), ".ewig_history")
        : Path.of(state, "ewig", "history");
  }

  /** PAGER, which may be empty for none; else less, which shows wide rows unfolded. */
  static List<String> pager(Map<String, String> environment) {
    String program = environment.getOrDefault("PAGER", "less -SFRX").strip();
    return program.isEmpty() ? List.of() : List.of(program.split("\\s+"));
  }
}
