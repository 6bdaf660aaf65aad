package io.ewig.engine.branch;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to names of branches and tags; each is an event in the world {@link #WORLD}.
 *
 * <pre>
 * BranchCreated   {"name", "line", ["at"], ["only"]}   without "at" it starts from nothing
 * BranchMoved     {"name", "line", "at", "why"}        reset, fast-forward: the name goes to a new line
 * BranchRenamed   {"name", "to"}
 * BranchDropped   {"name"}
 * BranchRestored  {"name"}                             where it was when it was dropped
 * TagCreated      {"name", "at", "message"}
 * TagDropped      {"name"}
 * at              {"line", "commit", "hash"}
 * </pre>
 */
public sealed interface RefChange {

  World WORLD = World.of("ewig://refs");

  /** The line that these events lie on: names belong to the database, not to a branch of it. */
  Branch LINE = new Branch("ewig.refs");

  String name();

  EventType type();

  JsonObject json();

  default byte[] payload() {
    return json().canonical();
  }

  record Created(String name, Branch line, @Nullable At at, @Nullable World only)
      implements RefChange {
    @Override
    public EventType type() {
      return EventType.BRANCH_CREATED;
    }

    @Override
    public JsonObject json() {
      JsonObject json = named(name).with("line", JsonText.of(line.name()));
      json = at == null ? json : json.with("at", at.toJson());
      return only == null ? json : json.with("only", JsonText.of(only.uri()));
    }
  }

  record Moved(String name, Branch line, At at, String why) implements RefChange {
    @Override
    public EventType type() {
      return EventType.BRANCH_MOVED;
    }

    @Override
    public JsonObject json() {
      return named(name)
          .with("line", JsonText.of(line.name()))
          .with("at", at.toJson())
          .with("why", JsonText.of(why));
    }
  }

  record Renamed(String name, String to) implements RefChange {
    @Override
    public EventType type() {
      return EventType.BRANCH_RENAMED;
    }

    @Override
    public JsonObject json() {
      return named(name).with("to", JsonText.of(to));
    }
  }

  record Dropped(String name) implements RefChange {
    @Override
    public EventType type() {
      return EventType.BRANCH_DROPPED;
    }

    @Override
    public JsonObject json() {
      return named(name);
    }
  }

  record Restored(String name) implements RefChange {
    @Override
    public EventType type() {
      return EventType.BRANCH_RESTORED;
    }

    @Override
    public JsonObject json() {
      return named(name);
    }
  }

  record Tagged(String name, At at, String message) implements RefChange {
    @Override
    public EventType type() {
      return EventType.TAG_CREATED;
    }

    @Override
    public JsonObject json() {
      return named(name).with("at", at.toJson()).with("message", JsonText.of(message));
    }
  }

  record Untagged(String name) implements RefChange {
    @Override
    public EventType type() {
      return EventType.TAG_DROPPED;
    }

    @Override
    public JsonObject json() {
      return named(name);
    }
  }

  private static JsonObject named(String name) {
    return JsonObject.of("name", JsonText.of(name));
  }

  /** Reads what {@link #payload} wrote; refuses what it can't have written. */
  static RefChange parse(EventType type, byte[] payload) {
    if (!(Json.parse(payload) instanceof JsonObject json)) {
      throw malformed(type, payload);
    }
    String name = text(json, "name", type, payload);
    if (type.equals(EventType.BRANCH_CREATED)) {
      return new Created(
          name,
          new Branch(text(json, "line", type, payload)),
          json.get("at") == null ? null : at(json, type, payload),
          optionalText(json, "only").map(World::of).orElse(null));
    } else if (type.equals(EventType.BRANCH_MOVED)) {
      return new Moved(
          name,
          new Branch(text(json, "line", type, payload)),
          at(json, type, payload),
          text(json, "why", type, payload));
    } else if (type.equals(EventType.BRANCH_RENAMED)) {
      return new Renamed(name, text(json, "to", type, payload));
    } else if (type.equals(EventType.BRANCH_DROPPED)) {
      return new Dropped(name);
    } else if (type.equals(EventType.BRANCH_RESTORED)) {
      return new Restored(name);
    } else if (type.equals(EventType.TAG_CREATED)) {
      return new Tagged(name, at(json, type, payload), text(json, "message", type, payload));
    } else if (type.equals(EventType.TAG_DROPPED)) {
      return new Untagged(name);
    }
    throw malformed(type, payload);
  }

  private static At at(JsonObject json, EventType type, byte[] payload) {
    return At.of(json.get("at")).orElseThrow(() -> malformed(type, payload));
  }

  private static String text(JsonObject json, String key, EventType type, byte[] payload) {
    return optionalText(json, key).orElseThrow(() -> malformed(type, payload));
  }

  private static Optional<String> optionalText(JsonObject json, String key) {
    return json.get(key) instanceof JsonText text ? Optional.of(text.value()) : Optional.empty();
  }

  private static UserException malformed(EventType type, byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return new UserException(
        ErrorCode.MALFORMED_COMMIT,
        "'"
            + text.substring(0, Math.min(200, text.length()))
            + "' is not the payload of a "
            + type);
  }
}
