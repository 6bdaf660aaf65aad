package io.ewig.sync.ephemeral;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/**
 * When a register was written, as peers count: by the session's epoch, then the counter, then the
 * peer's id. A total order, since no peer uses a pair of numbers twice.
 *
 * @param epoch grows from session to session, from 1
 * @param counter grows from write to write, from 1
 */
public record Stamp(long epoch, long counter, String peer) implements Comparable<Stamp> {

  /** What a double holds exactly, as JavaScript counts in those. */
  public static final long NUMBER_MAX = (1L << 53) - 1;

  public Stamp {
    requireNumber("epoch", epoch);
    requireNumber("counter", counter);
    Names.require("peer", peer);
  }

  static void requireNumber(String what, long number) {
    if (number < 1 || number > NUMBER_MAX) {
      throw new UserException(
          ErrorCode.OUT_OF_RANGE,
          "an " + what + " lies between 1 and " + NUMBER_MAX + ", so " + number + " is none");
    }
  }

  /** The first of a peer's stamps that is greater than this one and lies in its session. */
  Stamp next(long session, String by) {
    if (session > epoch) {
      return new Stamp(session, 1, by);
    }
    return counter < NUMBER_MAX ? new Stamp(epoch, counter + 1, by) : new Stamp(epoch + 1, 1, by);
  }

  @Override
  public int compareTo(Stamp other) {
    int order = Long.compare(epoch, other.epoch);
    if (order == 0) {
      order = Long.compare(counter, other.counter);
    }
    return order == 0 ? peer.compareTo(other.peer) : order;
  }
}
