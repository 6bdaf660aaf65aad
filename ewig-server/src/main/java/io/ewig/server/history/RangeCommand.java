package io.ewig.server.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.log.EventCursor;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.Terminal;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig range}: what happened in a world during a span of time. */
@Command(
    name = "range",
    mixinStandardHelpOptions = true,
    description = "Show the events of a world on a branch during a span of time, oldest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig range --data garden --world a://garden",
      "  ewig range --data garden --world a://garden --from 2026-03-01T00:00:00Z \\",
      "             --to 2026-04-01T00:00:00Z"
    })
public final class RangeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final TimelineOption timeline = new TimelineOption();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "From this time on, such as 2026-03-01T12:00:00Z; default: from the first.")
  private Instant from = Instant.MIN;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Up to, not including, this time; default: to the last.")
  private Instant to = Instant.MAX;

  @Option(names = "--json", description = "Print each event as a JSON object on a line.")
  private boolean json;

  public RangeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToRead();
        EventCursor events = timeline.of(db).range(from, to)) {
      while (events.next()) {
        Event event = events.event();
        terminal.say(json, () -> EventText.json(db, event), () -> EventText.of(db, event));
      }
      return DamageNotice.print(db, terminal);
    }
  }
}
