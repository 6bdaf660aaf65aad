package io.ewig.server.demo;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import io.ewig.server.shell.TargetOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ewig demo}: a tour in SQL, checked at every step. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Show in a few seconds what Ewig does, in SQL; fails if any step does not hold.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig demo                    in a new folder for temporary files",
      "  ewig demo --data garden      in a folder of yours"
    })
public final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the database; default: a new one for temporary files.")
  private @Nullable Path folder;

  @Option(names = "--json", description = "Print a JSON object when all is shown.")
  private boolean json;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Path where = folder == null ? Files.createTempDirectory("ewig-demo") : folder;
    Transcript transcript = new Transcript(terminal, json);
    new Tour(TargetOption.url(where), transcript).give();
    transcript.end(where);
    return ExitCode.OK;
  }
}
