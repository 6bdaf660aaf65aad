package io.ewig.sync.ephemeral;

/** A register that a store holds, and until when; one thread. */
final class Slot implements Comparable<Slot> {

  private Register register;
  private long endMillis;
  private long dueMillis;

  Slot(Register register, long endMillis) {
    this.register = register;
    this.endMillis = endMillis;
    this.dueMillis = endMillis;
  }

  Register register() {
    return register;
  }

  void put(Register newer, long end) {
    register = newer;
    endMillis = end;
  }

  boolean isOver(long nowMillis) {
    return nowMillis >= endMillis;
  }

  boolean isThere(long nowMillis) {
    return !register.isGone() && !isOver(nowMillis);
  }

  long endMillis() {
    return endMillis;
  }

  /** Where it stands in the queue of what ends; may be earlier than when it does. */
  long dueMillis() {
    return dueMillis;
  }

  /** Only while it is not in the queue. */
  void dueAtEnd() {
    dueMillis = endMillis;
  }

  @Override
  public int compareTo(Slot other) {
    return Long.compare(dueMillis, other.dueMillis);
  }
}
