package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.erasure.Reason;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.log.Scan;
import io.ewig.server.observe.Soundness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description says what the server does: each operation is called, each answer is held against
 * its schema, and each member of a schema of answers is seen at least once.
 */
class OpenApiTest {

  private static final String NEW = "{\"world\":\"a://garden\",\"payload\":{\"rose\":{\"a\":1}}}";

  @TempDir private Path folder;

  private final Set<String> calledOperations = new TreeSet<>();
  private final Set<String> seenMembers = new TreeSet<>();
  private RestServer server;
  private JsonObject document;

  /** Calls an operation, and holds what comes back against what is said of it. */
  private RestServer.Answer call(
      String method, String pattern, String path, String body, String... headers) {
    calledOperations.add(method + " " + pattern);
    RestServer.Answer answer =
        method.equals("GET") ? server.get(path, headers) : server.send(method, path, body, headers);
    JsonObject responses =
        (JsonObject)
            member(document, "paths", pattern, method.toLowerCase(Locale.ROOT), "responses");
    Json response = responses.get(Integer.toString(answer.status()));
    assertThat(response).as("%s %s gave %s", method, path, answer.text()).isNotNull();
    Json content = ((JsonObject) response).get("content");
    String type = answer.header("Content-Type").replaceAll(";.*", "");
    if (content == null) {
      assertThat(answer.text()).isEmpty();
    } else {
      Json described = ((JsonObject) content).get(type);
      assertThat(described).as("%s of %s %s", type, method, path).isNotNull();
      if (type.equals("application/json")) {
        check("answer", Json.parse(answer.text()), member(described, "schema"));
      }
    }
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    return answer;
  }

  private static Json member(Json json, String... names) {
    Json found = json;
    for (String name : names) {
      found = ((JsonObject) found).get(name);
      assertThat(found).as(String.join(".", names)).isNotNull();
    }
    return found;
  }

  private static String text(Json json) {
    return ((JsonText) json).value();
  }

  private void check(String where, Json value, Json given) {
    JsonObject schema = (JsonObject) given;
    if (schema.get("$ref") != null) {
      String name = text(schema.get("$ref")).replaceAll(".*/", "");
      check(name, value, member(document, "components", "schemas", name));
      return;
    }
    if (schema.get("oneOf") instanceof JsonArray choices) {
      boolean isCount = value instanceof JsonObject object && object.get("count") != null;
      check(where, value, choices.get(isCount ? 1 : 0));
      return;
    }
    assertThat(types(schema)).as(where + " = " + value).containsAnyElementsOf(types(value));
    if (schema.get("pattern") != null) {
      assertThat(text(value)).as(where).matches(text(schema.get("pattern")));
    }
    if (schema.get("items") != null) {
      ((JsonArray) value).forEach(element -> check(where, element, schema.get("items")));
    }
    if (value instanceof JsonObject object && schema.get("properties") != null) {
      checkMembers(where, object, schema);
    }
  }

  private void checkMembers(String where, JsonObject object, JsonObject schema) {
    JsonObject properties = (JsonObject) schema.get("properties");
    for (String key : object.keys()) {
      assertThat(properties.keys()).as(where).contains(key);
      seenMembers.add(where + "." + key);
      check(where + "." + key, object.get(key), properties.get(key));
    }
    if (schema.get("required") instanceof JsonArray required) {
      required.forEach(name -> assertThat(object.keys()).as(where).contains(text(name)));
    }
  }

  private static List<String> types(JsonObject schema) {
    List<String> types = new ArrayList<>();
    Json type = schema.get("type");
    if (type instanceof JsonArray several) {
      several.forEach(one -> types.add(text(one)));
    } else if (type != null) {
      types.add(text(type));
    }
    return types.isEmpty()
        ? List.of("object", "array", "string", "number", "integer", "boolean", "null")
        : types;
  }

  private static List<String> types(Json value) {
    if (value instanceof JsonObject) {
      return List.of("object");
    } else if (value instanceof JsonArray) {
      return List.of("array");
    } else if (value instanceof JsonText) {
      return List.of("string");
    } else if (value instanceof JsonNumber number) {
      return number.isLong() ? List.of("integer", "number") : List.of("number");
    }
    return value instanceof JsonBoolean ? List.of("boolean") : List.of("null");
  }

  /** Members of objects that the document gives a name to, or lists within such. */
  private Set<String> members(String where, Json given, Set<String> to) {
    if (given instanceof JsonObject schema && !(given instanceof JsonNull)) {
      if (schema.get("items") != null) {
        members(where, schema.get("items"), to);
      }
      if (schema.get("properties") instanceof JsonObject properties) {
        for (String key : properties.keys()) {
          to.add(where + "." + key);
          members(where + "." + key, properties.get(key), to);
        }
      }
    }
    return to;
  }

  @Test
  void eachOperationDoesWhatIsSaidOfIt() throws IOException {
    try (RestServer started = new RestServer(folder)) {
      server = started;
      document = started.get("/v1/openapi.json").json();
      assertThat(text(document.get("openapi"))).startsWith("3.1");
      databases();
      events();
      worlds();
      queries();
      seeds();
      for (String path : List.of("/health", "/health/live", "/health/ready", "/metrics")) {
        call("GET", path, path, "");
      }
      call("GET", "/v1/openapi.json", "/v1/openapi.json", "");
    }
    Set<String> described = new TreeSet<>();
    JsonObject paths = (JsonObject) document.get("paths");
    for (String path : paths.keys()) {
      for (String method : ((JsonObject) paths.get(path)).keys()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path);
        JsonObject responses = (JsonObject) member(paths, path, method, "responses");
        if (!path.startsWith("/health")) {
          assertThat(responses.keys()).as(path).contains("401", "429");
        }
        if (path.contains("{db}")) {
          assertThat(responses.keys()).as(path).contains("400", "403");
        }
      }
    }
    assertThat(calledOperations).isEqualTo(described);
    Set<String> members = new TreeSet<>();
    JsonObject schemas = (JsonObject) member(document, "components", "schemas");
    for (String name : schemas.keys()) {
      if (!Set.of("NewEvent", "NewCommit", "Query").contains(name)) {
        members(name, schemas.get(name), members);
      }
    }
    members.remove("Health.reason"); // of a server that is damaged or stops
    assertThat(seenMembers).containsAll(members);
    for (String schema : List.of("Health", "Database")) {
      JsonArray words = (JsonArray) member(schemas, schema, "properties", "status", "enum");
      List<String> listed = new ArrayList<>();
      words.forEach(word -> listed.add(text(word)));
      for (Soundness soundness : Soundness.values()) {
        assertThat(listed).as(schema).contains(soundness.word());
      }
    }
  }

  private void databases() {
    String one = "/v1/db/{db}";
    call("POST", one, "/v1/db/garden", "");
    call("POST", one, "/v1/db/garden", "");
    call("POST", one, "/v1/db/Garden", "");
    call("GET", one, "/v1/db/garden", "");
    call("GET", one, "/v1/db/none", "");
    call("DELETE", one, "/v1/db/garden", "");
    call("DELETE", one, "/v1/db/garden?confirm=garden", "");
    call("DELETE", one, "/v1/db/garden?confirm=garden", "");
    call("GET", "/v1/db", "/v1/db", "");
  }

  private void events() {
    String events = "/v1/db/{db}/events";
    String at = "/v1/db/main/events";
    call("POST", events, at, NEW, "Idempotency-Key", "k", "Expected-Version", "none");
    call("POST", events, at, NEW, "Idempotency-Key", "k");
    call("POST", events, at, "[" + NEW + "," + NEW + "]", "Idempotency-Key", "k");
    call("POST", events, at, NEW, "Expected-Version", "none");
    call("POST", events, at, "{");
    call("POST", events, at, "{\"world\":\"ewig://x\"}");
    call("POST", events, "/v1/db/none/events", NEW);
    call(
        "POST",
        events,
        at,
        "{\"events\":[{\"world\":\"a://b\",\"type\":\"T\",\"payload_text\":\"x y\","
            + "\"valid_from\":\"2026-01-01\",\"valid_to\":\"2026-02-01\"}],\"branch\":\"main\","
            + "\"author\":\"ada\",\"message\":\"m\",\"metadata\":{\"k\":\"v\"},"
            + "\"expected\":{\"a://b\":\"none\"}}");
    call(
        "POST",
        events,
        at,
        "{\"world\":\"a://b\",\"payload_base64\":\"AP8=\"}\n",
        "Content-Type",
        "application/x-ndjson");
    server.engine().erasures().events(Scan.all().before(1), new Reason("dpo", "7"));
    call("GET", events, at + "?seqs=0,1,2", "");
    call("GET", events, at + "?hash=" + server.engine().get(1).hash(), "");
    call("GET", events, at + "?ids=x", "");
    call("GET", events, at + "?seqs=99", "");
  }

  private void worlds() {
    call("GET", "/v1/db/{db}/worlds", "/v1/db/main/worlds?limit=1", "");
    String events = "/v1/db/{db}/worlds/{world}/events";
    call("POST", "/v1/db/{db}/events", "/v1/db/main/events", "[" + NEW + "," + NEW + "]");
    String garden = "/v1/db/main/worlds/a://garden";
    String all =
        "&from=2020-01-01&to=2100-01-01&axis=valid&type=StateChanged&order=newest&branch=main";
    RestServer.Answer page = call("GET", events, garden + "/events?limit=1" + all, "");
    call("GET", events, garden + "/events?limit=1" + all + "&cursor=" + page.at("next"), "");
    call("GET", events, garden + "/events?limit=x", "");
    String state = "/v1/db/{db}/worlds/{world}/state";
    RestServer.Answer now = call("GET", state, garden + "/state?branch=main", "");
    call("GET", state, garden + "/state", "", "If-None-Match", now.header("ETag"));
    call("GET", state, garden + "/state?at=x", "");
    call("GET", state, "/v1/db/main/worlds/a://none/state", "");
    String changes = "/v1/db/{db}/changes";
    call(
        "GET",
        changes,
        "/v1/db/main/changes?after=0&world=a://*&type=StateChanged&limit=10&wait=1ms",
        "");
    call("GET", changes, "/v1/db/main/changes?after=x", "");
    call("GET", changes, "/v1/db/none/changes", "");
  }

  private void queries() {
    String query = "/v1/db/{db}/query";
    String at = "/v1/db/main/query";
    call("POST", query, at, "{\"sql\":\"CREATE TABLE t (id INTEGER PRIMARY KEY)\"}");
    call("POST", query, at, "{\"sql\":\"INSERT INTO t VALUES (?)\",\"params\":[1]}");
    call("POST", query, at, "{\"sql\":\"INSERT INTO t VALUES (?)\",\"params\":[1]}");
    call(
        "POST",
        query,
        at,
        "{\"sql\":\"SELECT :a AS a FROM t\",\"params\":{\"a\":1},\"branch\":\"main\","
            + "\"schema\":\"public\",\"validAt\":\"2100-01-01T00:00:00Z\",\"timeZone\":\"UTC\","
            + "\"maxRows\":1,\"timeout\":\"10s\",\"rows\":\"arrays\"}");
    call("POST", query, at, "{\"sql\":\"SELECT 1\"}", "Accept", "text/csv");
    call("POST", query, at, "{\"sql\":\"SELECT 1\"}", "Accept", "application/x-ndjson");
    call("POST", query, at, "{\"sql\":\"SELEC\"}");
    String view = "/v1/db/{db}/views/{view}";
    String one = "/v1/db/main/views/one";
    String definition =
        "{\"sql\":\"SELECT * FROM t WHERE id ="
            + " :id\",\"description\":\"one\",\"defaults\":{\"id\":1}}";
    call("PUT", view, one, definition);
    call("PUT", view, one, definition);
    call("PUT", view, one, "{\"sql\":\"DELETE FROM t\"}");
    call("GET", view, one + "?id=1&maxRows=1&rows=arrays", "");
    call("GET", view, one + "?x=1", "");
    call("GET", view, "/v1/db/main/views/two", "");
    call("GET", view + "/definition", one + "/definition", "");
    call("GET", view + "/definition", "/v1/db/main/views/two/definition", "");
    call("GET", "/v1/db/{db}/views", "/v1/db/main/views", "");
    call("GET", "/{db}/{view}", "/main/one", "");
    call("GET", "/{db}/{view}", "/main/two", "");
    call("DELETE", view, one, "");
    call("DELETE", view, one, "");
  }

  private void seeds() {
    call("POST", "/db/{db}", "/db/other", "");
    call("GET", "/db/{db}", "/db/other", "");
    call("POST", "/db/{db}/e", "/db/other/e", "[1,2]");
    RestServer.Answer put = call("PUT", "/db/{db}/e", "/db/other/e", "[3]");
    call("GET", "/db/{db}/e", "/db/other/e?lc=1&limit=1", "");
    call("GET", "/db/{db}/e", "/db/other/e?keys=" + put.at("keys.0"), "");
    call("GET", "/db/{db}/e", "/db/other/e?lc=x", "");
    call("GET", "/db/{db}", "/db/other?lc=1", "");
    for (String method : List.of("POST", "PUT")) {
      call(method, "/db/{db}/e", "/db/other/e", NEW, "Expected-Version", "17");
      call(method, "/db/{db}/e", "/db/other/e", NEW, "Idempotency-Key", method);
      call(method, "/db/{db}/e", "/db/other/e", "[4]", "Idempotency-Key", method);
    }
  }
}
