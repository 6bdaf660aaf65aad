package io.ewig.engine.timeline;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.session.When;
import io.ewig.engine.world.WorldState;
import java.time.Instant;
import java.util.Optional;

/**
 * A world on a branch, through time.
 *
 * <ul>
 *   <li>tick n is the world after n of its events: tick 0 is empty;
 *   <li>ticks and ranges are about what the branch sees now; {@link #at} is about what it saw then,
 *       also if it was reset since.
 * </ul>
 */
public final class Timeline {

  private final Timelines all;
  private final World world;
  private final String branch;
  private final byte[] postings;

  Timeline(Timelines all, World world, String branch) {
    this.all = all;
    this.world = world;
    this.branch = branch;
    this.postings = Space.EVENTS.key(Space.idOf(world));
  }

  public World world() {
    return world;
  }

  public String branch() {
    return branch;
  }

  /** The world as it was at a system time. */
  public WorldState at(Instant systemTime) {
    return at(new When.At(systemTime));
  }

  public WorldState at(When when) {
    return all.state(world, all.sight(branch, when));
  }

  /** The world as it is now. */
  public WorldState latest() {
    return at(When.NOW);
  }

  /** How many events the world has had. */
  public long count() {
    return count(all.sight(branch, When.NOW));
  }

  /** How many it had had by then. */
  public long count(When when) {
    return count(all.sight(branch, when));
  }

  private long count(Sight sight) {
    requireTicks();
    return all.index().count(postings, sight.lineage(), sight.beforeSeq());
  }

  /** The n-th event of the world, counted from 1: the one that made it what it was at tick n. */
  public Event tick(long n) {
    return all.log().get(seqOf(n, 1));
  }

  /** The world after n of its events. */
  public WorldState atTick(long n) {
    long seq = n == 0 ? -1 : seqOf(n, 0);
    return all.state(world, new Sight(all.sight(branch, When.NOW).lineage(), seq + 1));
  }

  private long seqOf(long n, int least) {
    requireTicks();
    Sight now = all.sight(branch, When.NOW);
    long count = count(now);
    if (n < least || n > count) {
      throw new UserException(
          ErrorCode.UNKNOWN_TICK,
          "there is no tick "
              + n
              + ": "
              + world
              + " has had "
              + count
              + " events on branch "
              + branch
              + (count < least ? "" : "; choose " + least + " to " + count));
    }
    return all.index().select(postings, now.lineage(), n - 1);
  }

  private void requireTicks() {
    if (!Space.listsEvents(world)) {
      throw new UserException(
          ErrorCode.RESERVED_WORLD,
          world + " holds a table and has no ticks; ask for the table's rows, or for a range");
    }
  }

  /** The world's events from one system time up to, not including, another; oldest first. */
  public EventCursor range(Instant from, Instant to) {
    return all.range(world, all.sight(branch, When.NOW), from, to);
  }

  /**
   * The first commit after which this world and another are not the same, if there is one.
   *
   * <p>Costs the events of both since they have not the same ones.
   */
  public Optional<Parting> firstDivergence(Timeline other) {
    return lockstep(other).byTime();
  }

  /**
   * The first tick at which this world and another are not the same, whenever either got there: for
   * two runs of what should be the same.
   *
   * @return nothing if they agree in all ticks that both have
   */
  public Optional<TickParting> firstDivergentTick(Timeline other) {
    return lockstep(other).byTick();
  }

  private Lockstep lockstep(Timeline other) {
    if (all.state() != other.all.state()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          other + " is of another database; compare worlds of one, such as " + this);
    }
    Sight left = all.sight(branch, When.NOW);
    Sight right = all.sight(other.branch, When.NOW);
    return new Lockstep(all.state(), world, left, other.world, right);
  }

  @Override
  public String toString() {
    return world + " on " + branch;
  }
}
