package io.ewig.server.rest.answer;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that a client sent, each understood or refused by name. */
public final class Fields {

  private final String what;
  private final JsonObject object;

  /**
   * @param what the object is, in errors
   * @param known all members that it may have
   */
  public Fields(String what, Json json, List<String> known) {
    if (!(json instanceof JsonObject given)) {
      throw Refused.malformed(what + " is a JSON object");
    }
    this.what = what;
    this.object = given;
    requireKnown(what, given, known);
  }

  private Fields(String what, JsonObject object) {
    this.what = what;
    this.object = object;
  }

  /** Of an object whose members have any names. */
  public static Fields ofAnyName(String what, JsonObject object) {
    return new Fields(what, object);
  }

  private static void requireKnown(String what, JsonObject given, List<String> known) {
    for (String key : given.keys()) {
      if (!known.contains(key)) {
        throw Refused.malformed(
            what + " has no member '" + key + "', but " + String.join(", ", known));
      }
    }
  }

  /** The member, null like one that is missing. */
  public @Nullable Json get(String name) {
    Json value = object.get(name);
    return value instanceof JsonNull ? null : value;
  }

  /** The member as it is, {@code null} included. */
  public @Nullable Json raw(String name) {
    return object.get(name);
  }

  public Optional<String> text(String name) {
    Json value = get(name);
    if (value == null) {
      return Optional.empty();
    } else if (value instanceof JsonText text) {
      return Optional.of(text.value());
    }
    throw Refused.malformed("'" + name + "' of " + what + " is a text");
  }

  /** A text, or a number as it is written. */
  public Optional<String> scalar(String name) {
    Json value = get(name);
    return value instanceof JsonNumber ? Optional.of(value.text()) : text(name);
  }

  public String required(String name) {
    return text(name).orElseThrow(() -> Refused.malformed(what + " needs '" + name + "'"));
  }

  public Optional<Long> number(String name) {
    return scalar(name).map(text -> Wishes.number("'" + name + "' of " + what, text));
  }

  /** The elements of an array; none if it is missing. */
  public List<Json> list(String name) {
    Json value = get(name);
    if (value == null) {
      return List.of();
    } else if (value instanceof JsonArray array) {
      List<Json> elements = new ArrayList<>();
      array.forEach(elements::add);
      return elements;
    }
    throw Refused.malformed("'" + name + "' of " + what + " is an array");
  }

  public Optional<JsonObject> object(String name) {
    Json value = get(name);
    if (value == null) {
      return Optional.empty();
    } else if (value instanceof JsonObject member) {
      return Optional.of(member);
    }
    throw Refused.malformed("'" + name + "' of " + what + " is an object");
  }
}
