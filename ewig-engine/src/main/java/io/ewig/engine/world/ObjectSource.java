package io.ewig.engine.world;

import io.ewig.engine.json.Json;
import org.jspecify.annotations.Nullable;

/** Where a world's objects are read from, as they were at one moment. */
public interface ObjectSource {

  /** The object of that key, or null (not the JSON value) if there is none. */
  @Nullable Json get(String key);

  /** All keys, in the order of their code points. */
  Iterable<String> keys();
}
