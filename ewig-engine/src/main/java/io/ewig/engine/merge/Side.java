package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.state.WorldNames;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the states that are compared; one thread. */
public final class Side {

  private final State state;
  private final List<Sight> sights;
  private final Source source;
  private final Tables codecs = new Tables();
  private final WorldNames worlds;
  private @Nullable Catalog catalog;

  Side(State state, List<Sight> sights, Source source) {
    this.state = state;
    this.sights = sights;
    this.source = source;
    this.worlds = new WorldNames(state, source);
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

  /** What a table was before it was dropped, if it ever was there. */
  @Nullable Table lastDefinition(UUID id) {
    return Catalogs.last(id, source);
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

  static World world(byte[] objectKey, Side one, Side other) {
    return one.worlds
        .of(objectKey)
        .or(() -> other.worlds.of(objectKey))
        .orElseThrow(
            () ->
                new InternalException(
                    ErrorCode.INVARIANT_BROKEN, "an object of a world that had no event"));
  }
}
