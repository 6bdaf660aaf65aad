package io.ewig.engine.world;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.CodePoints;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The changes of one event, over objects that stay as they are until it is known to apply. */
final class StagedObjects implements WorldObjects {

  private final ObjectSource source;

  /** What was put or removed; in the order of keys, so that changes come out in order. */
  private final SortedMap<String, Optional<Json>> staged = new TreeMap<>(CodePoints.ORDER);

  /** What was asked for, since whoever changes an object asks twice what it was. */
  private final Map<String, Optional<Json>> before = new HashMap<>();

  StagedObjects(ObjectSource source) {
    this.source = source;
  }

  @Override
  public @Nullable Json get(String key) {
    Optional<Json> change = staged.get(key);
    return change == null ? before(key) : change.orElse(null);
  }

  private @Nullable Json before(String key) {
    Optional<Json> known = before.get(key);
    if (known == null) {
      known = Optional.ofNullable(source.get(key));
      before.put(key, known);
    }
    return known.orElse(null);
  }

  @Override
  public void put(String key, Json value) {
    requireKey(key);
    if (value.size() > OBJECT_BYTES_MAX) {
      throw new UserException(
          ErrorCode.JSON_TOO_LARGE,
          "the object '"
              + key
              + "' would have "
              + value.size()
              + " bytes; "
              + OBJECT_BYTES_MAX
              + " are the limit: split it");
    }
    staged.put(key, Optional.of(value));
  }

  private static void requireKey(String key) {
    int bytes = key.length() > KEY_BYTES_MAX ? key.length() : JsonText.of(key).utf8Bytes();
    if (bytes < 1 || bytes > KEY_BYTES_MAX) {
      throw new UserException(
          ErrorCode.JSON_TOO_LARGE,
          "an object's key has 1 to " + KEY_BYTES_MAX + " bytes of UTF-8, not " + bytes);
    }
  }

  @Override
  public void remove(String key) {
    staged.put(key, Optional.empty());
  }

  @Override
  public void clear() {
    keys().forEach(this::remove);
  }

  @Override
  public Iterable<String> keys() {
    SortedMap<String, Optional<Json>> all = new TreeMap<>(CodePoints.ORDER);
    source.keys().forEach(key -> all.put(key, Optional.empty()));
    staged.forEach(
        (key, value) -> {
          if (value.isPresent()) {
            all.put(key, value);
          } else {
            all.remove(key);
          }
        });
    return all.keySet();
  }

  /** What is not as it was, in the order of keys. */
  List<ObjectChange> changes() {
    List<ObjectChange> changes = new ArrayList<>(staged.size());
    for (Map.Entry<String, Optional<Json>> entry : staged.entrySet()) {
      Json old = before(entry.getKey());
      Json after = entry.getValue().orElse(null);
      if (!Objects.equals(old, after)) {
        changes.add(new ObjectChange(entry.getKey(), old, after));
      }
    }
    return changes;
  }
}
