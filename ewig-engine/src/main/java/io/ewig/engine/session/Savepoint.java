package io.ewig.engine.session;

/**
 * A place in a transaction that it can be taken back to; of that transaction only.
 *
 * <p>It is good until it is released, or the transaction is taken back to an earlier one.
 */
public final class Savepoint {

  private final String name;
  private final Workspace.Place place;

  Savepoint(String name, Workspace.Place place) {
    this.name = name;
    this.place = place;
  }

  public String name() {
    return name;
  }

  Workspace.Place place() {
    return place;
  }
}
