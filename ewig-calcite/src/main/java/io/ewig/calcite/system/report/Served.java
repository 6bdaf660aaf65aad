package io.ewig.calcite.system.report;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a database cannot know of itself, but whoever serves it does; any thread. Nothing, as long
 * as nobody serves it.
 */
public final class Served {

  private volatile Supplier<List<Presence>> presence = List::of;

  /** Has somebody else be asked from now on. */
  public void presence(Supplier<List<Presence>> source) {
    presence = source;
  }

  List<Presence> presence() {
    return presence.get();
  }
}
