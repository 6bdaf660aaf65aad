package io.ewig.server.history;

import io.ewig.calcite.access.Subject;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
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

  /** Refuses what has rows and no objects. */
  void requireNoTable() {
    if (Subject.of(World.of(world)) instanceof Subject.OfTable) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          world + " holds a table; ask for its rows in SQL, as they were by FOR SYSTEM_TIME AS OF");
    }
  }

  Timeline of(Ewig db) {
    return db.timelines().of(World.of(world), branch);
  }
}
