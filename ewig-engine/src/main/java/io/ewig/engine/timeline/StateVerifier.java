package io.ewig.engine.timeline;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.world.WorldState;
import java.util.Optional;

/** Compares what the index holds of a world with what its events say, from the first one on. */
final class StateVerifier {

  private final State state;
  private final Sight sight;

  StateVerifier(State state, Sight sight) {
    this.state = state;
    this.sight = sight;
  }

  /** Where the two first differ, if they do. */
  Optional<Mismatch> verify(World world) {
    WorldState held =
        new WorldSource(world, state.source(sight.lineage(), sight.beforeSeq())).state();
    return held.firstDivergence(Replay.of(state, world, sight))
        .map(where -> new Mismatch(world, where));
  }
}
