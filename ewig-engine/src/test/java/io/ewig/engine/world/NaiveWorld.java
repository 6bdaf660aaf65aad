package io.ewig.engine.world;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.json.NaiveMergePatch;
import java.util.HashMap;
import java.util.Map;

/**
 * The oracle: a world is one JSON document, copied whole before each event, and what docs/worlds.md
 * says about each type is spelled out again.
 */
final class NaiveWorld {

  private Map<String, Json> objects = new HashMap<>();

  Map<String, Json> objects() {
    return objects;
  }

  void apply(Event event) {
    Map<String, Json> next = new HashMap<>(objects);
    byte[] payload = ((Payload.Inline) event.payload()).bytes();
    if (event.type().name().equals("WorldDestroyed")) {
      objects.clear();
      return;
    }
    try {
      if (apply(event.type().name(), Json.parse(payload), next)) {
        objects = next;
      }
    } catch (UserException e) {
      assert e.getMessage() != null : "not JSON: nothing changes";
    }
  }

  private static boolean apply(String type, Json said, Map<String, Json> objects) {
    if (type.equals("StateBatch")) {
      if (!(said instanceof JsonArray array)) {
        return false;
      }
      for (Json one : array) {
        if (!apply("StateChanged", one, objects)) {
          return false;
        }
      }
      return true;
    }
    if (!(said instanceof JsonObject object)) {
      return false;
    }
    String id = id(object);
    if (type.equals("WorldCreated") || (type.equals("StateChanged") && id == null)) {
      JsonObject after = (JsonObject) NaiveMergePatch.apply(JsonObject.of(objects), object);
      objects.clear();
      after.keys().forEach(key -> objects.put(key, after.get(key)));
      return true;
    }
    if (id == null) {
      return false;
    }
    String key = type.startsWith("Player") ? "player/" + id : id;
    Json rest = object.without("id");
    switch (type) {
      case "ObjectCreated", "PlayerJoined" ->
          objects.put(key, NaiveMergePatch.apply(JsonObject.EMPTY, rest));
      case "ObjectDestroyed", "PlayerLeft" -> objects.remove(key);
      case "ObjectMoved" ->
          objects.computeIfPresent(key, (k, before) -> NaiveMergePatch.apply(before, rest));
      case "StateChanged" -> objects.put(key, NaiveMergePatch.apply(objects.get(key), rest));
      default -> {}
    }
    return true;
  }

  private static String id(JsonObject object) {
    Json id = object.get("id");
    if (id instanceof JsonNumber) {
      return id.toString();
    }
    return id instanceof JsonText text && !text.value().isEmpty() ? text.value() : null;
  }
}
