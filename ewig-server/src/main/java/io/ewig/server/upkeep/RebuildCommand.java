package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig rebuild}: makes all that is derived from the log anew. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description =
        "Delete indexes and checkpoints, make them anew from the log, and print each branch's"
            + " root.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig rebuild --data garden           the roots are what they were before",
      "  ewig verify --data garden --state    what they are, and whether they are right"
    })
public final class RebuildCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the roots as one JSON object.")
  private boolean json;

  public RebuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.rebuild()) {
      if (json) {
        List<JsonObject> branches = new ArrayList<>();
        db.state()
            .roots()
            .forEach((branch, root) -> branches.add(VerifyCommand.json(branch, root)));
        terminal
            .out()
            .println(new JsonObject().put("events", db.head().size()).put("branches", branches));
        return ExitCode.OK;
      }
      terminal.out().println("rebuilt " + data.folder() + " from " + db.head().size() + " events");
      db.state().roots().forEach((branch, root) -> terminal.out().println(root + "  " + branch));
      return ExitCode.OK;
    }
  }
}
