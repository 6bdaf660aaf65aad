package io.ewig.calcite.operator.row;

import io.ewig.calcite.execution.MemoryAccount;

/**
 * The part of an execution's memory that one operator holds; closing gives all of it back.
 *
 * <p>A first few kilobytes are not counted, so that every operator gets on with its work however
 * little the others have left.
 */
public final class Reservation implements AutoCloseable {

  /** Some dozen rows; a plan has some dozen operators. */
  static final long BYTES_FREE = 16 << 10;

  private final MemoryAccount account;
  private final String holder;
  private long bytes;
  private boolean wasRefused;

  /**
   * @param holder for error texts
   */
  public Reservation(MemoryAccount account, String holder) {
    this.account = account;
    this.holder = holder;
  }

  /** Takes so much more if there is room for it. */
  public boolean tryTake(long more) {
    if (!account.tryReserve(counted(bytes + more) - counted(bytes))) {
      return false;
    }
    bytes += more;
    return true;
  }

  /** Takes so much more, or refuses to go on. */
  public void take(long more) {
    wasRefused = true;
    account.reserve(counted(bytes + more) - counted(bytes), holder);
    wasRefused = false;
    bytes += more;
  }

  public void giveBack(long less) {
    account.release(counted(bytes) - counted(bytes - less));
    bytes -= less;
  }

  private static long counted(long bytes) {
    return Math.max(0, bytes - BYTES_FREE);
  }

  /** Whether the last {@link #take} was refused, for whoever can do with less. */
  public boolean wasRefused() {
    return wasRefused;
  }

  public long bytes() {
    return bytes;
  }

  /** Gives everything back; the reservation can be used again. */
  @Override
  public void close() {
    giveBack(bytes);
    wasRefused = false;
  }
}
