package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
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
import java.util.Arrays;
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
  private final Map<Bytes, Optional<World>> worlds = new HashMap<>();
  private @Nullable Catalog catalog;

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
    return catalog().find(id).orElse(null);
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

  /** The world that the key of an object is in, if it had an event here. */
  private Optional<World> world(byte[] objectKey) {
    byte[] id = Arrays.copyOfRange(objectKey, 1, 1 + WORLD_ID_BYTES);
    return worlds.computeIfAbsent(Bytes.of(id), any -> readWorld(id));
  }

  private Optional<World> readWorld(byte[] id) {
    long seq = source.newestSeq(Space.EVENTS.key(id));
    if (seq < 0) {
      return Optional.empty();
    }
    return state.isFolded(seq) ? listed(id) : Optional.of(state.log().get(seq).world());
  }

  /** The world with some id, among all there are: of what is folded no event says it. */
  private Optional<World> listed(byte[] id) {
    byte[] start = Space.WORLD.key();
    Source.Walk walk = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (walk.next()) {
      byte[] key = walk.key();
      World world = World.of(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
      if (Arrays.equals(Space.idOf(world), id)) {
        return Optional.of(world);
      }
    }
    return Optional.empty();
  }

  static World world(byte[] objectKey, Side one, Side other) {
    return one.world(objectKey)
        .or(() -> other.world(objectKey))
        .orElseThrow(
            () ->
                new InternalException(
                    ErrorCode.INVARIANT_BROKEN, "an object of a world that had no event"));
  }
}
