package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ewig import}: appends what {@code ewig export} has written. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Append what export has written, with the same ids and hashes.",
      "The database is made if there is none. Commits before a malformed line stay."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig import --data copy garden.ndjson",
      "  ewig export --data garden | ewig import --data copy"
    })
public final class ImportCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: standard input.")
  private @Nullable Path file;

  public ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream in = file == null ? terminal.in() : Files.newInputStream(file);
        Ewig db = data.openToWrite()) {
      long events = db.importFrom(in);
      terminal.out().println("imported " + events + " events; there are " + db.head().size());
      return ExitCode.OK;
    }
  }
}
