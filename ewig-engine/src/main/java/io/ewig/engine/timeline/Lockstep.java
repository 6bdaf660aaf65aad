package io.ewig.engine.timeline;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.world.Divergence;
import io.ewig.engine.world.ObjectChange;
import io.ewig.engine.world.WorldState;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through two worlds side by side up to where they differ; one thread, once.
 *
 * <ul>
 *   <li>starts where they have no longer the same events;
 *   <li>keeps the keys of the objects that differ, so that an event costs what it changes.
 * </ul>
 */
final class Lockstep {

  private final State state;
  private final Side left;
  private final Side right;
  private final long sharedTicks;
  private final Set<String> differing = new HashSet<>();

  /** One of the two worlds, and the next of its events. */
  private static final class Side {

    private final Replay replay;
    private final Postings events;
    private boolean hasNext;

    Side(State state, World world, Sight sight, long fromSeq, WorldState from) {
      this.replay = new Replay(state, world, from);
      this.events = Replay.events(state, world, sight, fromSeq);
      this.hasNext = events.next();
    }

    long nextSeq() {
      return hasNext ? events.seq() : Long.MAX_VALUE;
    }

    Event take() {
      Event event = events.event();
      hasNext = events.next();
      return event;
    }
  }

  Lockstep(State state, World world, Sight one, World otherWorld, Sight other) {
    this.state = state;
    byte[] postings = Space.EVENTS.key(Space.idOf(world));
    long from =
        world.equals(otherWorld)
            ? Unshared.first(state.versions(), one, other, line -> postings)
            : 0;
    WorldState shared = WorldState.EMPTY;
    if (from > 0 && from != Unshared.NONE) {
      shared = new WorldSource(world, state.source(one.lineage(), from)).state();
    }
    this.sharedTicks = state.versions().count(postings, one.lineage(), from);
    this.left = new Side(state, world, one, from, shared);
    this.right = new Side(state, otherWorld, other, from, shared);
  }

  /** The first commit after which they differ. */
  Optional<Parting> byTime() {
    while (left.hasNext || right.hasNext) {
      long seq = Math.min(left.nextSeq(), right.nextSeq());
      Event event = null;
      if (left.nextSeq() == seq) {
        event = left.take();
        apply(left, event, right);
      }
      if (right.nextSeq() == seq) {
        event = right.take();
        apply(right, event, left);
      }
      if (!differing.isEmpty() && isCommitOver(seq)) {
        Event last = Objects.requireNonNull(event, "one of the two had it");
        return difference().map(where -> new Parting(last, where));
      }
    }
    return Optional.empty();
  }

  private boolean isCommitOver(long seq) {
    return Math.min(left.nextSeq(), right.nextSeq()) >= state.log().commitOf(seq).endSeq();
  }

  /** The first number of events after which they differ. */
  Optional<TickParting> byTick() {
    long tick = sharedTicks;
    while (left.hasNext && right.hasNext) {
      tick++;
      apply(left, left.take(), right);
      apply(right, right.take(), left);
      if (!differing.isEmpty()) {
        long first = tick;
        return difference().map(where -> new TickParting(first, where));
      }
    }
    return Optional.empty();
  }

  private void apply(Side side, Event event, Side other) {
    for (ObjectChange change : side.replay.add(event)) {
      if (Objects.equals(change.after(), other.replay.get(change.key()))) {
        differing.remove(change.key());
      } else {
        differing.add(change.key());
      }
    }
  }

  private Optional<Divergence> difference() {
    return left.replay.state().firstDivergence(right.replay.state());
  }
}
