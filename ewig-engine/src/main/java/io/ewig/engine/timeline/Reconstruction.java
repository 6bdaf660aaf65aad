package io.ewig.engine.timeline;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.history.HistoryCursor;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.timeline.StateCache.Kept;
import io.ewig.engine.world.WorldState;
import org.jspecify.annotations.Nullable;

/**
 * Makes the state of a world at a moment in the cheapest way: takes one that is kept, adds to one
 * that is kept the events since, or reads the index.
 */
final class Reconstruction {

  /** To fold an event takes about as long as to read so many objects from the index. */
  static final int OBJECTS_PER_EVENT = 4;

  private final State state;
  private final StateCache cache;

  Reconstruction(State state, StateCache cache) {
    this.state = state;
    this.cache = cache;
  }

  /** The state must have got as far as the sight. */
  WorldState of(World world, Sight sight) {
    long epoch = cache.epoch();
    byte[] events = Space.EVENTS.key(Space.idOf(world));
    Versions versions = state.versions();
    long newest = versions.newestSeq(events, sight.lineage(), sight.beforeSeq());
    if (newest < 0) {
      return WorldState.EMPTY;
    }
    if (state.isFolded(newest)) { // the same seq for many worlds
      return new WorldSource(world, state.source(sight.lineage(), newest + 1)).state();
    }
    WorldState known = cache.get(newest);
    if (known != null) {
      return known;
    }
    Sight exact = new Sight(sight.lineage(), newest + 1);
    Kept base = cache.nearest(world, sight, newest);
    WorldState made = base == null || isFar(events, base, exact) ? null : fold(base, exact);
    boolean isFolded = made != null;
    if (made == null) {
      made = new WorldSource(world, state.source(exact.lineage(), exact.beforeSeq())).state();
    }
    cache.put(Kept.of(world, line(events, exact), newest, made), isFolded, epoch);
    return made;
  }

  private boolean isFar(byte[] events, Kept base, Sight sight) {
    Versions versions = state.versions();
    long between =
        versions.count(events, sight.lineage(), sight.beforeSeq())
            - versions.count(events, sight.lineage(), base.seq() + 1);
    return between * OBJECTS_PER_EVENT > base.state().length();
  }

  /** Null if an event can't be done again: then only the index knows what came of it. */
  private @Nullable WorldState fold(Kept base, Sight sight) {
    byte[] late = LateNotes.keyOf(base.world());
    if (state.versions().newestSeq(late, sight.lineage(), sight.beforeSeq()) > base.seq()) {
      return null; // what is behind the base is not all that happened since
    }
    Replay replay = new Replay(state, base.world(), base.state());
    replay.addAll(Replay.events(state, base.world(), sight, base.seq() + 1));
    return replay.senseless() > 0 ? null : replay.state();
  }

  /** The line that the last event before a sight's end is on. */
  private int line(byte[] events, Sight sight) {
    HistoryCursor last =
        state.versions().history(events, sight.lineage(), sight.beforeSeq() - 1, sight.beforeSeq());
    last.next();
    return last.version().line();
  }
}
