package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.World;
import io.ewig.engine.timeline.Timeline;
import io.ewig.engine.world.WorldState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** On which branch and at which moment a world is looked at. */
final class MomentOption {

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      defaultValue = "main",
      description = "On which branch; default: ${DEFAULT-VALUE}.")
  private String branch = "main";

  @ArgGroup private @Nullable Point point;

  /** A moment, said in one of two ways. */
  static final class Point {
    @Option(
        names = "--time",
        paramLabel = "TIME",
        description = "As of this time, such as 2026-03-01T12:00:00Z; default: now.")
    private @Nullable Instant time;

    @Option(names = "--tick", paramLabel = "N", description = "After so many of its events.")
    private @Nullable Long tick;
  }

  WorldState of(Ewig db, World world) {
    Timeline timeline = db.timelines().of(world, branch);
    if (point == null) {
      return timeline.latest();
    }
    Long tick = point.tick;
    Instant time = point.time;
    if (tick != null) {
      return timeline.atTick(tick);
    }
    return time == null ? timeline.latest() : timeline.at(time);
  }
}
