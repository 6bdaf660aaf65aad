package io.ewig.server.shell;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import io.ewig.server.rows.Mode;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig sql}: statements in, tables out. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Run SQL: from standard input, from a file, or as given; each ends with a ;.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig sql garden                          what a pipe brings, or what you type",
      "  ewig sql garden -e \"select * from ewig.branches\"",
      "  ewig sql garden -f plants.sql --on-error stop",
      "  ewig sql garden -e \"select * from plants where name = ?\" --param rose --mode csv",
      "  ewig sql --url jdbc:ewig://127.0.0.1 -e \"select 1\"",
      "  ewig sql                                 in memory: gone when it ends"
    })
public final class SqlCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final TargetOption target = new TargetOption();

  @ArgGroup private @Nullable SourceOption source;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "table",
      description = "How results look: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Mode mode = Mode.TABLE;

  @Option(names = "--json", description = "The same as --mode json.")
  private boolean json;

  @Option(
      names = "--on-error",
      paramLabel = "WHAT",
      defaultValue = "continue",
      description =
          "Whether statements behind one that fails are run: ${COMPLETION-CANDIDATES}."
              + " Default: ${DEFAULT-VALUE}; the exit code is 1 in either case.")
  private Shell.OnError onError = Shell.OnError.CONTINUE;

  @Option(
      names = "--param",
      paramLabel = "VALUE",
      description = "What the next question mark stands for; once for each of them.")
  private List<String> values = new ArrayList<>();

  public SqlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    try (Reader text = SourceOption.reader(source, terminal);
        OpenTarget open = target.open()) {
      Shell shell = new Shell(open.connection(), terminal.out(), terminal.err());
      shell.look().setMode(json ? Mode.JSON : mode);
      Values params = new Values(values);
      shell.setValues(params);
      shell.setOnError(onError);
      boolean allWell = shell.runAll(text);
      if (allWell) {
        params.requireAllUsed();
      }
      return allWell ? ExitCode.OK : ExitCode.ERROR;
    }
  }
}
