package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.World;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig at}: a world as it was. */
@Command(
    name = "at",
    aliases = "state",
    mixinStandardHelpOptions = true,
    description = "Show a world as it was at a moment, or as it is: its objects by key, as JSON.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig at --data garden --world a://garden",
      "  ewig at --data garden --world a://garden --time 2026-03-01T12:00:00Z",
      "  ewig at --data garden --world a://garden --branch dev --tick 7"
    })
final class AtCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final MomentOption moment = new MomentOption();

  @Option(names = "--world", paramLabel = "URI", required = true, description = "Which world.")
  private String world = "";

  AtCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToRead()) {
      byte[] json = moment.of(db, World.of(world)).canonical();
      terminal.out().println(new String(json, StandardCharsets.UTF_8));
      return DamageNotice.print(db, terminal);
    }
  }
}
