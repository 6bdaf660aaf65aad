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
 * @param type of the names
 */
public record NameColumn<T>(int number, String name, Class<T> type) {

  public static final NameColumn<World> WORLD = new NameColumn<>(0, "world", World.class);
  public static final NameColumn<EventType> TYPE = new NameColumn<>(1, "type", EventType.class);
  public static final NameColumn<Origin> ORIGIN = new NameColumn<>(2, "origin", Origin.class);

  /** The line of commits. */
  public static final NameColumn<Branch> BRANCH = new NameColumn<>(3, "branch", Branch.class);

  public static final List<NameColumn<?>> ALL = List.of(WORLD, TYPE, ORIGIN, BRANCH);
}
