package io.ewig.engine.store;

import io.ewig.engine.hash.Hash;

/**
 * A collection under way: a series of short steps beside readers and writers.
 *
 * <ul>
 *   <li>What a root or a pin reaches stays, also if the pin came after the beginning.
 *   <li>What was put since the beginning stays, with what it reaches, also if it was there before.
 *   <li>A live object that can't be read stops the collection with nothing removed that it might
 *       have referred to.
 * </ul>
 */
public interface GarbageCollection extends AutoCloseable {

  /**
   * Goes on for a few milliseconds.
   *
   * @return whether there is more to do
   */
  boolean step();

  /** Goes on to the end. */
  default Report run() {
    boolean isMore;
    do {
      isMore = step();
    } while (isMore);
    return report();
  }

  /** What was done so far. */
  Report report();

  /** Gives up what is not done yet; what was removed is gone. */
  @Override
  void close();

  /**
   * What came of a collection.
   *
   * @param live objects found reachable, among those that were there when it began
   * @param missing objects that something refers to and that are not there
   * @param removed objects
   * @param copied objects, to give the room of their dead neighbours free
   * @param freedBytes of the removed ones, with all that was around them
   */
  record Report(long live, long missing, long removed, long copied, long freedBytes) {

    public static final Report NOTHING = new Report(0, 0, 0, 0, 0);
  }

  /** Why a root that is about to be removed can't be pinned. */
  static String tooLate(Hash root) {
    return root + " is garbage that is being removed, so it can't be pinned; put it again";
  }
}
