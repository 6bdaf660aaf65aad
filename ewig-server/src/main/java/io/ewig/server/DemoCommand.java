package io.ewig.server;

import io.ewig.engine.Ewig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ewig demo}: a tour on a small world, checked at every step. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Show in a few seconds what Ewig does; fails if any step does not hold.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig demo                    in a new folder for temporary files",
      "  ewig demo --data garden      in a folder of yours"
    })
final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the database; default: a new one for temporary files.")
  private @Nullable Path folder;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path where = folder == null ? Files.createTempDirectory("ewig-demo") : folder;
    Transcript transcript = new Transcript(terminal.out());
    Tour tour = new Tour(where, transcript);
    try (Ewig db = Ewig.open(where)) {
      tour.live(db);
    }
    tour.comeBack(() -> Ewig.open(where));
    transcript.end("It stays in " + where + ". Look: ewig log --data " + where);
    return EwigCommand.OK;
  }
}
