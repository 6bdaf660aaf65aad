package io.ewig.engine.internal.space;

import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the change of a world's object does to the version index: the object, and if it is one of
 * the catalog, the note that definitions have changed.
 */
public final class ObjectEffects {

  private ObjectEffects() {}

  /** Refuses a document that the catalog could not be read with. */
  public static void requireReadable(World world, String key, @Nullable Json value) {
    if (world.equals(CatalogObject.WORLD) && value != null) {
      CatalogObject.of(key, value);
    }
  }

  /**
   * @param value null if there is none any more
   */
  public static void put(World world, String key, @Nullable Json value, Source source, Sink sink) {
    byte[] document = value == null ? null : value.canonical();
    sink.put(new WorldSource(world, source).keyOf(key), sink.now(), Version.OPEN, document);
    if (world.equals(CatalogObject.WORLD)) {
      Catalogs.noteChange(sink);
    }
  }
}
