package io.ewig.engine.column;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.World;
import java.util.List;

/**
 * What of an event is one of a few names.
 *
 * @param number tells them apart, from 0
 */
public record NameColumn<T>(int number, String name) {

  public static final NameColumn<World> WORLD = new NameColumn<>(0, "world");
  public static final NameColumn<EventType> TYPE = new NameColumn<>(1, "type");
  public static final NameColumn<Origin> ORIGIN = new NameColumn<>(2, "origin");

  /** The line of commits. */
  public static final NameColumn<Branch> BRANCH = new NameColumn<>(3, "branch");

  public static final List<NameColumn<?>> ALL = List.of(WORLD, TYPE, ORIGIN, BRANCH);
}
