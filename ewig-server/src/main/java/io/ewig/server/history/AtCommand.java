package io.ewig.server.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.timeline.Timeline;
import io.ewig.engine.world.WorldState;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.Terminal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
public final class AtCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final TimelineOption timeline = new TimelineOption();

  @ArgGroup private @Nullable Moment moment;

  /** Said in one of two ways. */
  static final class Moment {
    @Option(
        names = "--time",
        paramLabel = "TIME",
        description = "As of this time, such as 2026-03-01T12:00:00Z; default: now.")
    private @Nullable Instant time;

    @Option(names = "--tick", paramLabel = "N", description = "After so many of its events.")
    private @Nullable Long tick;
  }

  @Option(names = "--json", description = "What it prints is JSON in any case.")
  @SuppressWarnings("UnusedVariable") // it changes nothing
  private boolean json;

  public AtCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    timeline.requireNoTable();
    try (Ewig db = data.openToRead()) {
      byte[] json = state(timeline.of(db)).canonical();
      terminal.out().println(new String(json, StandardCharsets.UTF_8));
      return DamageNotice.print(db, terminal);
    }
  }

  private WorldState state(Timeline of) {
    if (moment != null && moment.tick != null) {
      return of.atTick(moment.tick);
    }
    return moment == null || moment.time == null ? of.latest() : of.at(moment.time);
  }
}
