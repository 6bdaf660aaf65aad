package io.ewig.engine.timeline;

import io.ewig.engine.event.World;
import io.ewig.engine.world.Divergence;

/**
 * A world that the index holds otherwise than its events say.
 *
 * @param where they first differ: left is what the index holds, right what the events say
 */
public record Mismatch(World world, Divergence where) {

  @Override
  public String toString() {
    return world
        + " differs in object '"
        + where.key()
        + "' at '"
        + where.at()
        + "': the index holds "
        + where.left()
        + ", the events say "
        + where.right();
  }
}
