package io.ewig.server.live;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.jdbc.wire.Failure;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A message of the server's, member by member; one thread. */
final class Said {

  private final Map<String, Json> members = new TreeMap<>();

  Said(String type) {
    put("type", type);
  }

  /** An answer to the message of that id, if it had one. */
  Said to(@Nullable Json id) {
    return id == null ? this : put("id", id);
  }

  Said put(String name, Json value) {
    members.put(name, value);
    return this;
  }

  Said put(String name, @Nullable String value) {
    return put(name, value == null ? JsonNull.NULL : JsonText.of(value));
  }

  Said put(String name, long value) {
    return put(name, JsonNumber.of(value));
  }

  Said put(String name, boolean value) {
    return put(name, JsonBoolean.of(value));
  }

  Said put(String name, Collection<String> values) {
    return put(name, JsonArray.of(values.stream().map(JsonText::of).toList()));
  }

  static Said failure(@Nullable Json id, Failure failure) {
    return new Said("error")
        .to(id)
        .put("sqlstate", failure.state())
        .put("code", failure.number())
        .put("message", failure.text());
  }

  static Failure failure(EwigException e) {
    return new Failure(e.sqlState(), e.code().number(), String.valueOf(e.getMessage()));
  }

  @Override
  public String toString() {
    return JsonObject.of(members).text();
  }
}
