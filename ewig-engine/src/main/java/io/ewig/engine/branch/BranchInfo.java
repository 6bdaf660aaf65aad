package io.ewig.engine.branch;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import java.time.Instant;

/**
 * A branch at some moment.
 *
 * @param name what users call it
 * @param line where its commits lie; changes when it is reset or moved forward
 * @param seq of the event that made it so
 * @param created when the branch was created
 */
public record BranchInfo(String name, Line line, long seq, Instant created) {

  /** Refuses to change a world on a branch that is about another one only. */
  public void requireAbout(World world) {
    World only = line.only();
    if (only != null && !only.equals(world)) {
      throw new UserException(
          ErrorCode.INVALID_WORLD,
          "branch " + name + " is about " + only + " only, so " + world + " can't change");
    }
  }
}
