package io.ewig.engine.world;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.json.MergePatch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reducer of worlds that have no other: JSON merge patches by object.
 *
 * <pre>
 * WorldCreated     {KEY:PATCH, ...} or nothing   patches each object named
 * WorldDestroyed   anything                      no object is left
 * StateChanged     {"id":ID, MEMBERS}            patches the object, which need not be there
 *                  {KEY:PATCH, ...}              patches each object named; null takes one away
 * StateBatch       [STATE, ...]                  as so many of StateChanged, all or none
 * ObjectCreated    {"id":ID, MEMBERS}            the object is what the members say
 * ObjectMoved      {"id":ID, MEMBERS}            patches the object, which must be there
 * ObjectDestroyed  {"id":ID, ...}                the object is gone; it must be there
 * PlayerJoined     {"id":ID, MEMBERS}            as ObjectCreated, of the object player/ID
 * PlayerLeft       {"id":ID, ...}                as ObjectDestroyed, of the object player/ID
 * others                                         no effect
 *
 * ID      = a text that is not empty, or a number, which stands for its canonical text
 * MEMBERS = all others of the payload: the object's own, as a patch; its id is its key
 * </pre>
 */
public final class MergePatchReducer implements Reducer {

  public static final MergePatchReducer DEFAULT = new MergePatchReducer();

  /** Longer payloads are not read: JSON takes up to twenty times its text in memory. */
  public static final int PAYLOAD_BYTES_MAX = WorldObjects.OBJECT_BYTES_MAX;

  /** Before the ids of players, so that no object has the key of one. */
  public static final String PLAYER = "player/";

  private static final String ID = "id";

  /** What JSON allows before a document. */
  private static final String BLANKS = " \t\n\r";

  /** What an event of some type does to the one object that its payload names. */
  @FunctionalInterface
  private interface Change {
    Outcome apply(WorldObjects objects, String key, Json members);
  }

  private record Rule(String prefix, Change change) {}

  private static final Map<EventType, Rule> RULES =
      Map.of(
          EventType.OBJECT_CREATED, new Rule("", MergePatchReducer::create),
          EventType.OBJECT_MOVED, new Rule("", MergePatchReducer::move),
          EventType.OBJECT_DESTROYED, new Rule("", MergePatchReducer::destroy),
          EventType.PLAYER_JOINED, new Rule(PLAYER, MergePatchReducer::create),
          EventType.PLAYER_LEFT, new Rule(PLAYER, MergePatchReducer::destroy));

  private MergePatchReducer() {}

  @Override
  public String name() {
    return "merge-patch";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(EventType type) {
    return RULES.containsKey(type)
        || type.equals(EventType.STATE_CHANGED)
        || type.equals(EventType.STATE_BATCH)
        || type.equals(EventType.WORLD_CREATED)
        || type.equals(EventType.WORLD_DESTROYED);
  }

  @Override
  public Outcome reduce(Event event, byte[] payload, WorldObjects objects) {
    EventType type = event.type();
    if (type.equals(EventType.WORLD_DESTROYED)) {
      objects.clear();
      return Outcome.APPLIED;
    }
    if (type.equals(EventType.WORLD_CREATED) && payload.length == 0) {
      return Outcome.APPLIED;
    }
    if (payload.length > PAYLOAD_BYTES_MAX) {
      return Outcome.TOO_LARGE;
    }
    if (!mayBeJson(payload)) {
      return Outcome.NOT_JSON; // most of what is not says so at once, which costs no exception
    }
    Json document = Json.parse(payload);
    if (type.equals(EventType.STATE_BATCH)) {
      return changeAll(document, objects);
    }
    if (!(document instanceof JsonObject said)) {
      return Outcome.NOT_JSON;
    }
    Rule rule = RULES.get(type);
    if (rule != null) {
      return one(rule, said, objects);
    }
    return type.equals(EventType.WORLD_CREATED) ? patchAll(said, objects) : change(said, objects);
  }

  /** Whether it begins like an object or an array; no other document has an effect. */
  private static boolean mayBeJson(byte[] payload) {
    int at = 0;
    while (at < payload.length && BLANKS.indexOf(payload[at]) >= 0) {
      at++;
    }
    return at < payload.length && (payload[at] == '{' || payload[at] == '[');
  }

  private static Outcome one(Rule rule, JsonObject said, WorldObjects objects) {
    String id = id(said);
    return id == null
        ? Outcome.NO_ID
        : rule.change().apply(objects, rule.prefix() + id, said.without(ID));
  }

  private static @Nullable String id(JsonObject said) {
    Json id = said.get(ID);
    if (id instanceof JsonText text && !text.value().isEmpty()) {
      return text.value();
    }
    return id instanceof JsonNumber number ? number.toString() : null;
  }

  private static Outcome create(WorldObjects objects, String key, Json members) {
    objects.put(key, MergePatch.apply(null, members));
    return Outcome.APPLIED;
  }

  private static Outcome move(WorldObjects objects, String key, Json members) {
    Json before = objects.get(key);
    if (before == null) {
      return Outcome.UNKNOWN_OBJECT;
    }
    objects.put(key, MergePatch.apply(before, members));
    return Outcome.APPLIED;
  }

  private static Outcome destroy(WorldObjects objects, String key, Json members) {
    if (objects.get(key) == null) {
      return Outcome.UNKNOWN_OBJECT;
    }
    objects.remove(key);
    return Outcome.APPLIED;
  }

  private static Outcome changeAll(Json document, WorldObjects objects) {
    if (!(document instanceof JsonArray changes)) {
      return Outcome.NOT_JSON;
    }
    for (Json change : changes) {
      Outcome outcome =
          change instanceof JsonObject said ? change(said, objects) : Outcome.NOT_JSON;
      if (outcome != Outcome.APPLIED) {
        return outcome;
      }
    }
    return Outcome.APPLIED;
  }

  private static Outcome change(JsonObject said, WorldObjects objects) {
    String id = id(said);
    return id == null ? patchAll(said, objects) : patch(objects, id, said.without(ID));
  }

  private static Outcome patch(WorldObjects objects, String key, Json patch) {
    objects.put(key, MergePatch.apply(objects.get(key), patch));
    return Outcome.APPLIED;
  }

  private static Outcome patchAll(JsonObject patches, WorldObjects objects) {
    for (int i = 0; i < patches.length(); i++) {
      String key = patches.keyAt(i);
      if (patches.valueAt(i) == JsonNull.NULL) {
        objects.remove(key);
      } else {
        patch(objects, key, patches.valueAt(i));
      }
    }
    return Outcome.APPLIED;
  }
}
