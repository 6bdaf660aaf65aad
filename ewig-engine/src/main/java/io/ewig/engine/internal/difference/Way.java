package io.ewig.engine.internal.difference;

import java.util.ArrayList;
import java.util.List;

/** Leads from one sight to another: what differs between the two was changed on it; one thread. */
public final class Way {

  private final List<Leg> legs = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();

  /** Two sights on the way; what one has and the other has not is read. */
  record Leg(Sight from, Sight to) {}

  public void add(Sight from, Sight to) {
    legs.add(new Leg(from, to));
  }

  /** Adds a leg of which it is known what differs between its ends. */
  public void addAll(List<byte[]> known) {
    keys.addAll(known);
  }

  List<Leg> legs() {
    return legs;
  }

  List<byte[]> keys() {
    return keys;
  }
}
