package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.store.GarbageCollection;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig collect}: gives back the room of what nothing needs any more. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description =
        "Remove objects from the store that no event and no checkpoint needs. No history goes.",
    footerHeading = "%nExamples:%n",
    footer = {"  ewig collect --data garden    how many objects went, and how many bytes"})
public final class CollectCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print what went as one JSON object.")
  private boolean json;

  public CollectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToChange();
        GarbageCollection garbage = db.state().collect()) {
      GarbageCollection.Report report = garbage.run();
      terminal.say(
          json,
          () ->
              new JsonObject()
                  .put("removed", report.removed())
                  .put("freed_bytes", report.freedBytes())
                  .put("kept", report.live()),
          () ->
              "removed "
                  + report.removed()
                  + " objects, "
                  + report.freedBytes()
                  + " bytes; kept "
                  + report.live());
      return ExitCode.OK;
    }
  }
}
