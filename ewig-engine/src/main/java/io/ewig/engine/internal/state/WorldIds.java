package io.ewig.engine.internal.state;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.space.Space;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of worlds that are known to be listed on a line: they need not be hashed and looked up
 * for each event; one thread.
 */
final class WorldIds {

  /** A bound on what they take in memory. */
  private static final int MAX = 100_000;

  private final Map<Integer, Map<World, byte[]>> byLine = new HashMap<>();
  private Map<World, byte[]> ofLine = new HashMap<>(); // of the line that was asked for last
  private int line = -1;
  private int count;

  byte @Nullable [] find(int of, World world) {
    return on(of).get(world);
  }

  /** Makes one known, and gives its id. */
  byte[] add(int of, World world) {
    if (count == MAX) {
      byLine.clear();
      count = 0;
      line = -1;
    }
    byte[] id = Space.idOf(world);
    on(of).put(world, id);
    count++;
    return id;
  }

  private Map<World, byte[]> on(int of) {
    if (line != of) {
      ofLine = byLine.computeIfAbsent(of, any -> new HashMap<>());
      line = of;
    }
    return ofLine;
  }
}
