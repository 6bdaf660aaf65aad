package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.CorruptionException;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ErrorLine;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig export}: history as lines of JSON. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write history as lines of JSON, one event a line.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig export --data garden --out garden.ndjson",
      "  ewig export --data garden --from 100 --to 200 | jq -r .type"
    })
public final class ExportCommand implements Callable<Integer> {

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

  public ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (Ewig db = data.openToRead()) {
      long events = export(db);
      terminal.err().println("exported " + events + " events");
      Optional<CorruptionException> damage = db.damage();
      damage.ifPresent(found -> terminal.err().println(ErrorLine.of(found)));
      return damage.isPresent() ? ExitCode.DAMAGED : ExitCode.OK;
    }
  }

  private long export(Ewig db) throws IOException {
    if (out == null) {
      return db.exportTo(terminal.bytes(), from, to);
    }
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
      return db.exportTo(file, from, to);
    }
  }
}
