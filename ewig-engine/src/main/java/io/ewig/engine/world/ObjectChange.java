package io.ewig.engine.world;

import io.ewig.engine.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An object before and after: null (not the JSON value) where there is none; the two differ.
 *
 * @param before null if the object was added
 * @param after null if it was removed
 */
public record ObjectChange(String key, @Nullable Json before, @Nullable Json after) {

  public boolean isAdded() {
    return before == null;
  }

  public boolean isRemoved() {
    return after == null;
  }
}
