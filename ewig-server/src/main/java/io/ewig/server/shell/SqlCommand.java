package io.ewig.server.shell;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig sql}: statements in, tables out. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Run SQL: from standard input, from a file, or as given; each ends with a ;.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig sql garden                          what you type, or what a pipe brings",
      "  ewig sql garden -c \"select * from ewig.branches\"",
      "  ewig sql garden -f plants.sql",
      "  ewig sql                                 in memory: gone when it ends"
    })
public final class SqlCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder of the database, made if there is none; default: in memory.")
  private @Nullable Path folder;

  @ArgGroup private @Nullable Source source;

  /** Where statements come from, if not from standard input: one of these. */
  static final class Source {
    @Option(
        names = {"-c", "--command"},
        paramLabel = "SQL",
        description = "The statements themselves.")
    private @Nullable String command;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "A file of statements, in UTF-8.")
    private @Nullable Path file;
  }

  public SqlCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    try (Reader text = text();
        Connection connection = DriverManager.getConnection(url(folder))) {
      Shell shell = new Shell(connection, terminal.out(), terminal.err());
      return shell.runAll(text) ? ExitCode.OK : ExitCode.ERROR;
    }
  }

  private Reader text() throws IOException {
    if (source != null && source.command != null) {
      return new StringReader(source.command);
    }
    if (source != null && source.file != null) {
      return Files.newBufferedReader(source.file);
    }
    return new InputStreamReader(terminal.in(), StandardCharsets.UTF_8);
  }

  /** In a URL, % and ? mean something. */
  public static String url(@Nullable Path folder) {
    return folder == null
        ? "jdbc:ewig:mem:"
        : "jdbc:ewig:file:" + folder.toString().replace("%", "%25").replace("?", "%3F");
  }
}
