package io.ewig.engine.part;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;

/**
 * Which part of a history an open database keeps; any thread.
 *
 * <ul>
 *   <li>what comes in is whole if {@link #wanted} covers it;
 *   <li>what is read and written has to be covered by {@link #whole}: of that, every event is here
 *       with its payload;
 *   <li>the two differ only while what is wanted in addition has not come yet; a part never gets
 *       smaller.
 * </ul>
 */
public final class Part {

  private final Keeper keeper;
  private volatile Filter whole;
  private volatile Filter wanted;

  /** Makes durable what is kept. */
  @FunctionalInterface
  public interface Keeper {

    /** Keeps nothing. */
    Keeper NONE = (whole, wanted) -> {};

    void keep(Filter whole, Filter wanted);
  }

  public Part(Filter whole, Filter wanted, Keeper keeper) {
    this.whole = whole;
    this.wanted = wanted;
    this.keeper = keeper;
  }

  /** All of a history. */
  public static Part everything() {
    return new Part(Filter.EVERYTHING, Filter.EVERYTHING, Keeper.NONE);
  }

  public Filter whole() {
    return whole;
  }

  public Filter wanted() {
    return wanted;
  }

  /** Whether nothing is left out. */
  public boolean isEverything() {
    return whole.isEverything();
  }

  /** Whether more is wanted than is here. */
  public boolean isGrowing() {
    return !whole.equals(wanted);
  }

  /** Wants more from now on. */
  public synchronized void grow(Filter more) {
    if (more.equals(wanted)) {
      return;
    }
    if (!more.contains(wanted)) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "what is kept here ("
              + named(wanted)
              + ") can get more, but not less or other, as "
              + named(more)
              + " would; fill a new, empty folder with that");
    }
    keeper.keep(whole, more);
    wanted = more;
  }

  /** Notes that all that is wanted is here. */
  public synchronized void grown() {
    keeper.keep(wanted, wanted);
    whole = wanted;
  }

  /** Refuses to write what could not be read here again. */
  public void requireWritable(Branch line, World world, EventType type) {
    if (!whole.covers(line, world, type)) {
      throw notHere(whole.covers(line) ? "the world " + world : "branch " + line);
    }
  }

  /** Says that something lies outside of the part. */
  public UserException notHere(String what) {
    return new UserException(
        ErrorCode.NOT_HERE,
        what
            + " is not here: this replica keeps "
            + named(whole)
            + (isGrowing() ? " (and waits for " + named(wanted) + ")" : "")
            + "; read or change it on a replica that has it, or have more kept here by ewig sync"
            + " with --only-world, --only-table, --only-branch or --everything");
  }

  private static String named(Filter filter) {
    return filter.isEverything() ? "everything" : "'" + filter + "' only";
  }
}
