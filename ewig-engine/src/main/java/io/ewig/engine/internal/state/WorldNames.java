package io.ewig.engine.internal.state;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.value.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which worlds the keys of objects are about, which have no more than their ids; one thread. */
public final class WorldNames {

  private final State state;
  private final Source source;
  private final Map<Bytes, Optional<World>> found = new HashMap<>();
  private @Nullable Map<Bytes, World> listed;

  public WorldNames(State state, Source source) {
    this.state = state;
    this.source = source;
  }

  /** All worlds that had an event, tables included. */
  public static List<World> in(Source source) {
    List<World> worlds = new ArrayList<>();
    byte[] start = Space.WORLD.key();
    Source.Walk walk = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (walk.next()) {
      worlds.add(Space.worldIn(walk.key()));
    }
    return worlds;
  }

  /** The world that the key of an object is about, if it had an event here. */
  public Optional<World> of(byte[] objectKey) {
    return found.computeIfAbsent(Bytes.of(Space.idIn(objectKey)), this::find);
  }

  private Optional<World> find(Bytes id) {
    long seq = source.newestSeq(Space.EVENTS.key(id.toArray()));
    if (seq < 0) {
      return Optional.empty();
    }
    return state.isFolded(seq)
        ? Optional.ofNullable(listed().get(id))
        : Optional.of(state.log().get(seq).world());
  }

  /** All worlds: of what is folded no event says which one it was about. */
  private Map<Bytes, World> listed() {
    Map<Bytes, World> known = listed;
    if (known == null) {
      known = new HashMap<>();
      for (World world : in(source)) {
        known.put(Bytes.of(Space.idOf(world)), world);
      }
      listed = known;
    }
    return known;
  }
}
