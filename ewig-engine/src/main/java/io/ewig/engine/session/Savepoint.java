package io.ewig.engine.session;

/** A place in a transaction that it can be taken back to; of that transaction only. */
public final class Savepoint {

  private final Transaction of;
  private final String name;
  private final int changes;

  Savepoint(Transaction of, String name, int changes) {
    this.of = of;
    this.name = name;
    this.changes = changes;
  }

  public String name() {
    return name;
  }

  boolean isOf(Transaction other) {
    return of == other;
  }

  int changes() {
    return changes;
  }
}
