package io.ewig.engine.merge.paused;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a merge that has conflicts; each is an event in the world {@link #WORLD}.
 *
 * <pre>
 * MergePaused      {"into", "at", "how", "author", "message", "metadata": {...}}
 * ConflictSettled  {"merge", "conflict", "take", ["value"]}     value: base64
 * MergeEnded       {"merge", "why"}                             completed or aborted
 * at               {"line", "commit", "hash"}
 * </pre>
 *
 * <p>They lie on the line of names, but for a MergeEnded that is part of the merge's own commit.
 */
public sealed interface MergeStep {

  World WORLD = World.of("ewig://conflicts");

  Branch LINE = RefChange.LINE;

  EventType PAUSED = EventType.of("MergePaused");
  EventType SETTLED = EventType.of("ConflictSettled");
  EventType ENDED = EventType.of("MergeEnded");

  EventType type();

  JsonObject json();

  default EventDraft draft() {
    return new EventDraft(WORLD, type(), null, json().canonical());
  }

  /**
   * @param into the branch that is merged into
   * @param at what is merged
   */
  record Paused(
      String into,
      At at,
      MergeStrategy how,
      String author,
      String message,
      SortedMap<String, String> metadata)
      implements MergeStep {
    /** The same into a branch that is called otherwise by now. */
    Paused goingInto(String name) {
      return new Paused(name, at, how, author, message, metadata);
    }

    @Override
    public EventType type() {
      return PAUSED;
    }

    @Override
    public JsonObject json() {
      TreeMap<String, Json> more = new TreeMap<>();
      metadata.forEach((key, value) -> more.put(key, JsonText.of(value)));
      return text("into", into)
          .with("at", at.toJson())
          .with("how", JsonText.of(how.text()))
          .with("author", JsonText.of(author))
          .with("message", JsonText.of(message))
          .with("metadata", JsonObject.of(more));
    }
  }

  /**
   * @param merge the id of the event that paused it
   */
  record Settled(String merge, String conflict, Resolution resolution) implements MergeStep {
    @Override
    public EventType type() {
      return SETTLED;
    }

    @Override
    public JsonObject json() {
      JsonObject json =
          text("merge", merge)
              .with("conflict", JsonText.of(conflict))
              .with("take", JsonText.of(resolution.take().name().toLowerCase(Locale.ROOT)));
      byte[] value = resolution.value();
      return value == null
          ? json
          : json.with("value", JsonText.of(Base64.getEncoder().encodeToString(value)));
    }
  }

  record Ended(String merge, String why) implements MergeStep {
    @Override
    public EventType type() {
      return ENDED;
    }

    @Override
    public JsonObject json() {
      return text("merge", merge).with("why", JsonText.of(why));
    }
  }

  private static JsonObject text(String key, String value) {
    return JsonObject.of(key, JsonText.of(value));
  }

  /** Reads what {@link #draft} wrote; refuses what it can't have written. */
  static MergeStep parse(EventType type, byte[] payload) {
    if (Json.parse(payload) instanceof JsonObject json) {
      if (type.equals(PAUSED)) {
        return new Paused(
            text(json, "into"),
            At.of(json.get("at")).orElseThrow(MergeStep::malformed),
            one(MergeStrategy.values(), text(json, "how")),
            text(json, "author"),
            text(json, "message"),
            metadata(json.get("metadata")));
      } else if (type.equals(SETTLED)) {
        Resolution.Take take = one(Resolution.Take.values(), text(json, "take"));
        Resolution resolution = new Resolution(take, value(json.get("value")));
        return new Settled(text(json, "merge"), text(json, "conflict"), resolution);
      } else if (type.equals(ENDED)) {
        return new Ended(text(json, "merge"), text(json, "why"));
      }
    }
    throw malformed();
  }

  private static String text(JsonObject json, String key) {
    if (json.get(key) instanceof JsonText text) {
      return text.value();
    }
    throw malformed();
  }

  private static <T extends Enum<T>> T one(T[] all, String name) {
    for (T one : all) {
      if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
        return one;
      }
    }
    throw malformed();
  }

  private static byte @Nullable [] value(@Nullable Json base64) {
    if (base64 == null) {
      return null;
    }
    try {
      return Base64.getDecoder()
          .decode(
              Optional.of(base64)
                  .filter(JsonText.class::isInstance)
                  .map(text -> ((JsonText) text).value())
                  .orElseThrow(MergeStep::malformed));
    } catch (IllegalArgumentException notBase64) {
      throw malformed();
    }
  }

  private static SortedMap<String, String> metadata(@Nullable Json json) {
    TreeMap<String, String> metadata = new TreeMap<>();
    if (json instanceof JsonObject object) {
      object.keys().forEach(key -> metadata.put(key, text(object, key)));
    }
    return metadata;
  }

  private static UserException malformed() {
    return new UserException(
        ErrorCode.MALFORMED_COMMIT, "the event does not say what happened to a merge");
  }
}
