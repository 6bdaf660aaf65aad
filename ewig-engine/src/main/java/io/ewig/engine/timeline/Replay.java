package io.ewig.engine.timeline;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.converge.Canonical;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.json.Json;
import io.ewig.engine.world.Fold;
import io.ewig.engine.world.ObjectChange;
import io.ewig.engine.world.WorldState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does to a world once more what its events did when the index took them in; one thread. */
final class Replay {

  private final Fold fold;
  private long senseless;

  Replay(State state, World world, WorldState from) {
    this.fold =
        new Fold(
            world,
            from,
            state.reducers().of(world),
            event -> state.store().payload(event.payload()));
  }

  /** The state after all events of a world that are seen, from the first one on. */
  static WorldState of(State state, World world, Sight sight) {
    Replay replay = new Replay(state, world, folded(state, world, sight));
    Postings all = events(state, world, sight, 0);
    if (state.versions().newestSeq(LateNotes.keyOf(world), sight.lineage(), sight.beforeSeq())
        < 0) {
      replay.addAll(all);
    } else {
      List<Event> inOrder = new ArrayList<>();
      while (all.next()) {
        inOrder.add(all.event());
      }
      inOrder.sort(Canonical.ORDER);
      inOrder.forEach(replay::add);
    }
    return replay.state();
  }

  /** What a world's folded events came to. */
  private static WorldState folded(State state, World world, Sight sight) {
    long folded = Math.min(state.inception().size(), sight.beforeSeq());
    return folded > 0
        ? new WorldSource(world, state.source(sight.lineage(), folded)).state()
        : WorldState.EMPTY;
  }

  /** A world's events from a seq on that are seen. */
  static Postings events(State state, World world, Sight sight, long fromSeq) {
    byte[] key = Space.EVENTS.key(Space.idOf(world));
    long from = Math.max(fromSeq, state.inception().size()); // there stands what was folded
    return new Postings(state, key, sight.lineage(), from, sight.beforeSeq());
  }

  void addAll(Postings events) {
    while (events.next()) {
      add(events.event());
    }
  }

  /** What the event changes; nothing if it makes no sense. */
  List<ObjectChange> add(Event event) {
    if (event.type().isOfRow() || event.type().equals(EventType.SCHEMA_CHANGED)) {
      // these are about tables, whatever world they are in: no reducer ever sees them
      return List.of();
    }
    try {
      return fold.add(event).changes();
    } catch (CorruptionException | UserException e) {
      senseless++;
      return List.of();
    }
  }

  /** How many events made no sense. */
  long senseless() {
    return senseless;
  }

  @Nullable Json get(String key) {
    return fold.get(key);
  }

  WorldState state() {
    return fold.state();
  }
}
