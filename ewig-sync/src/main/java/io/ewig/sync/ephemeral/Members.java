package io.ewig.sync.ephemeral;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import org.jspecify.annotations.Nullable;

/** What an object of a message must have and may have, each of its kind; else a typed error. */
public final class Members {

  private final JsonObject object;

  private Members(JsonObject object) {
    this.object = object;
  }

  /**
   * @param what it is, for the error
   */
  public static Members of(Json json, String what) {
    if (json instanceof JsonObject object) {
      return new Members(object);
    }
    throw wrong(what + " is an object");
  }

  public boolean has(String name) {
    return object.get(name) != null;
  }

  public Json any(String name) {
    Json value = object.get(name);
    if (value == null) {
      throw wrong("\"" + name + "\" has to be there");
    }
    return value;
  }

  public @Nullable Json anyOrNull(String name) {
    return object.get(name);
  }

  public String text(String name) {
    if (any(name) instanceof JsonText text) {
      return text.value();
    }
    throw wrong("\"" + name + "\" is a text");
  }

  public long number(String name) {
    if (any(name) instanceof JsonNumber number && number.isLong()) {
      return number.longValue();
    }
    throw wrong("\"" + name + "\" is a whole number");
  }

  public long number(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  /** Whether it is there and true. */
  public boolean flag(String name) {
    Json value = object.get(name);
    if (value == null || value instanceof JsonBoolean) {
      return JsonBoolean.TRUE.equals(value);
    }
    throw wrong("\"" + name + "\" is true or false");
  }

  public JsonArray array(String name) {
    if (any(name) instanceof JsonArray array) {
      return array;
    }
    throw wrong("\"" + name + "\" is an array");
  }

  public JsonObject object(String name) {
    if (any(name) instanceof JsonObject inner) {
      return inner;
    }
    throw wrong("\"" + name + "\" is an object");
  }

  private static UserException wrong(String rule) {
    return new UserException(ErrorCode.INVALID_VALUE, "in a message " + rule);
  }
}
