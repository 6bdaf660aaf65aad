package io.ewig.engine.json;

import java.util.TreeMap;

/** The pseudocode of RFC 7386, section 2, word for word; the oracle. */
public final class NaiveMergePatch {

  private NaiveMergePatch() {}

  public static Json apply(Json target, Json patch) {
    if (!(patch instanceof JsonObject changes)) {
      return patch;
    }
    TreeMap<String, Json> result = new TreeMap<>();
    if (target instanceof JsonObject before) {
      before.keys().forEach(key -> result.put(key, before.get(key)));
    }
    for (String name : changes.keys()) {
      Json value = changes.get(name);
      if (value == JsonNull.NULL) {
        result.remove(name);
      } else {
        result.put(name, apply(result.get(name), value));
      }
    }
    return JsonObject.of(result);
  }
}
