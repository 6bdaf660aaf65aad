package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.checkpoint.Sight;
import io.ewig.engine.internal.state.Catalog;
import io.ewig.engine.internal.state.Source;
import io.ewig.engine.internal.state.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.state.TableCodec;
import io.ewig.engine.internal.state.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the states that are compared; one thread. */
public final class Side {

  private static final int WORLD_ID_BYTES = 16;

  private final State state;
  private final List<Sight> sights;
  private final Source source;
  private final Tables codecs = new Tables();
  private @Nullable Catalog catalog;
  private @Nullable Map<Bytes, World> worlds;

  Side(State state, List<Sight> sights, Source source) {
    this.state = state;
    this.sights = sights;
    this.source = source;
  }

  /** What is seen from somewhere. */
  public static Side of(State state, Sight sight) {
    return new Side(state, List.of(sight), state.source(sight.lineage(), sight.beforeSeq()));
  }

  static Side of(State state, Fork commit) {
    return of(state, new Sight(commit.from().lineage(), commit.limit()));
  }

  State state() {
    return state;
  }

  /** Whatever differs from this differs from one of these. */
  List<Sight> sights() {
    return sights;
  }

  Source source() {
    return source;
  }

  Catalog catalog() {
    Catalog known = catalog;
    if (known == null) {
      known = state.catalogs().of(source);
      catalog = known;
    }
    return known;
  }

  @Nullable Table table(UUID id) {
    return catalog().byId().get(id);
  }

  TableCodec codec(Table table) {
    return codecs.of(table);
  }

  byte @Nullable [] value(byte[] key) {
    Version found = source.find(key, Long.MAX_VALUE);
    return found == null ? null : found.value();
  }

  @Nullable Json object(byte[] key) {
    byte[] bytes = value(key);
    return bytes == null ? null : Json.parse(bytes);
  }

  static String objectIn(byte[] key) {
    return new String(Space.afterId(key), StandardCharsets.UTF_8);
  }

  /** The world that the key of an object is in, if it is one of this side's. */
  Optional<World> world(byte[] objectKey) {
    Map<Bytes, World> known = worlds;
    if (known == null) {
      known = readWorlds();
      worlds = known;
    }
    return Optional.ofNullable(known.get(Bytes.of(objectKey, 1, 1 + WORLD_ID_BYTES)));
  }

  static World world(byte[] objectKey, Side one, Side other) {
    return one.world(objectKey)
        .or(() -> other.world(objectKey))
        .orElseThrow(
            () ->
                new InternalException(
                    ErrorCode.INVARIANT_BROKEN, "an object of a world that had no event"));
  }

  private Map<Bytes, World> readWorlds() {
    Map<Bytes, World> found = new HashMap<>();
    byte[] start = Space.WORLD.key();
    Source.Keys names = source.keys(start, Space.after(start));
    while (names.next()) {
      byte[] key = names.key();
      World world = World.of(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
      found.put(Bytes.of(Space.idOf(world)), world);
    }
    return found;
  }
}
