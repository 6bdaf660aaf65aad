package io.ewig.server.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.server.command.AtLeast;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ewig log}: events, newest first. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Show events, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig log --data garden --limit 5",
      "  ewig log --data garden --world a://garden --json"
    })
public final class LogCommand implements Callable<Integer> {

  private static final int LIMIT = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "" + LIMIT,
      description = "How many; default: ${DEFAULT-VALUE}.")
  private long limit;

  @Option(names = "--world", paramLabel = "URI", description = "Only events of this world.")
  private @Nullable String world;

  @Option(names = "--json", description = "Print each event as a JSON object on a line.")
  private boolean json;

  public LogCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    AtLeast.require(spec.commandLine(), "--limit", limit, 0);
    Scan scan = Scan.all().newestFirst();
    try (Ewig db = data.openToRead();
        EventCursor events = db.iterate(world == null ? scan : scan.in(World.of(world)))) {
      for (long i = 0; i < limit && events.next(); i++) {
        Event event = events.event();
        terminal.say(json, () -> EventText.json(db, event), () -> EventText.of(db, event));
      }
      return DamageNotice.print(db, terminal);
    }
  }
}
