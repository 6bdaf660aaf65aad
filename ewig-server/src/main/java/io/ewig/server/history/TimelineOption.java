package io.ewig.server.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.World;
import io.ewig.engine.timeline.Timeline;
import picocli.CommandLine.Option;

/** Which world is looked at, and on which branch. */
final class TimelineOption {

  @Option(names = "--world", paramLabel = "URI", required = true, description = "Which world.")
  private String world = "";

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      defaultValue = "main",
      description = "What this branch sees; default: ${DEFAULT-VALUE}.")
  private String branch = "main";

  Timeline of(Ewig db) {
    return db.timelines().of(World.of(world), branch);
  }
}
