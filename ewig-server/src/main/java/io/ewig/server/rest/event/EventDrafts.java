package io.ewig.server.rest.event;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.session.Expected;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Fields;
import io.ewig.server.rest.answer.Refused;
import io.ewig.server.rest.answer.Wishes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events that a client wants to write, as one commit.
 *
 * <pre>
 * body   = event | "[" event *( "," event ) "]" | batch | event *( line-end event )      NDJSON, by its type
 * event  = {"world": .., "type": .., "payload" | "payload_text" | "payload_base64": ..,
 *           "valid_from": .., "valid_to": ..}
 * batch  = {"events": [event, ..], "branch": .., "author": .., "message": .., "metadata": {..},
 *           "expected": {world: "any" | "none" | seq, ..}}
 * </pre>
 */
record EventDrafts(
    List<EventDraft> events,
    String branch,
    String author,
    String message,
    Map<String, String> metadata,
    Map<World, Expected> expected) {

  private static final String WORLD = "world";
  private static final String EVENTS = "events";

  private static final List<String> PAYLOADS = List.of("payload", "payload_text", "payload_base64");

  private static final List<String> OF_EVENT =
      List.of(WORLD, "type", "payload", "payload_text", "payload_base64", "valid_from", "valid_to");

  private static final List<String> OF_BATCH =
      List.of(EVENTS, "branch", "author", "message", "metadata", "expected");

  /**
   * @param elsewhere the world of values that are no events, each the payload of one; null if such
   *     are refused
   */
  static EventDrafts of(HttpRequest request, @Nullable World elsewhere) {
    String type = request.header("Content-Type").orElse("");
    boolean isLines =
        type.startsWith("application/x-ndjson") || type.startsWith("application/ndjson");
    List<Json> bodies = isLines ? lines(request.body()) : List.of(parse(request.body()));
    if (bodies.size() == 1 && bodies.get(0) instanceof JsonObject one && one.get(EVENTS) != null) {
      return batch(new Fields("the body", one, OF_BATCH), elsewhere);
    }
    if (bodies.size() == 1 && bodies.get(0) instanceof JsonArray array) {
      bodies = new ArrayList<>();
      array.forEach(bodies::add);
    }
    return new EventDrafts(drafts(bodies, elsewhere), "main", "", "", Map.of(), Map.of());
  }

  private static Json parse(byte[] body) {
    if (body.length == 0) {
      throw Refused.malformed("there is no body; send an event, an array of events, or NDJSON");
    }
    return Json.parse(body);
  }

  private static List<Json> lines(byte[] body) {
    List<Json> found = new ArrayList<>();
    int start = 0;
    int number = 1;
    for (int i = 0; i <= body.length; i++) {
      if (i == body.length || body[i] == '\n') {
        byte[] line = Arrays.copyOfRange(body, start, i);
        if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
          found.add(line(line, number));
        }
        number++;
        start = i + 1;
      }
    }
    return found;
  }

  private static Json line(byte[] line, int number) {
    try {
      return Json.parse(line);
    } catch (UserException e) {
      throw Refused.because(e, "line " + number + " of the body: ");
    }
  }

  private static EventDrafts batch(Fields batch, @Nullable World elsewhere) {
    Map<String, String> metadata = new TreeMap<>();
    batch
        .object("metadata")
        .ifPresent(
            given -> {
              Fields texts = Fields.ofAnyName("'metadata'", given);
              given.keys().forEach(key -> metadata.put(key, texts.required(key)));
            });
    Map<World, Expected> expected = new LinkedHashMap<>();
    batch
        .object("expected")
        .ifPresent(
            given -> {
              Fields versions = Fields.ofAnyName("'expected'", given);
              for (String key : given.keys()) {
                expected.put(World.of(key), expected(versions.scalar(key).orElse("")));
              }
            });
    return new EventDrafts(
        drafts(batch.list(EVENTS), elsewhere),
        batch.text("branch").orElse("main"),
        batch.text("author").orElse(""),
        batch.text("message").orElse(""),
        metadata,
        expected);
  }

  /** What a world's last event has to be. */
  static Expected expected(String text) {
    return switch (text) {
      case "any" -> Expected.ANY;
      case "none" -> Expected.NONE;
      default -> Expected.seq(Wishes.number("an expected version (any, none, or a seq)", text));
    };
  }

  private static List<EventDraft> drafts(List<Json> bodies, @Nullable World elsewhere) {
    if (bodies.isEmpty()) {
      throw Refused.malformed("there is no event in the body");
    }
    List<EventDraft> drafts = new ArrayList<>(bodies.size());
    for (int i = 0; i < bodies.size(); i++) {
      Json body = bodies.get(i);
      boolean isEvent = body instanceof JsonObject object && object.get(WORLD) instanceof JsonText;
      drafts.add(
          isEvent || elsewhere == null
              ? draft("event " + (i + 1), body)
              : EventBuilder.in(elsewhere).type("Event").payload(body.canonical()).build());
    }
    return drafts;
  }

  private static EventDraft draft(String what, Json body) {
    Fields fields = new Fields(what, body, OF_EVENT);
    EventBuilder event = EventBuilder.in(fields.required(WORLD));
    fields.text("type").ifPresent(event::type);
    Json payload = fields.raw("payload");
    requireOnePayload(what, fields);
    if (payload != null) {
      event.payload(payload.canonical());
    }
    fields.text("payload_text").ifPresent(event::json);
    fields.text("payload_base64").ifPresent(text -> event.payload(bytes(what, text)));
    fields
        .text("valid_from")
        .ifPresent(
            from ->
                event.valid(
                    new ValidPeriod(
                        instant(what, from),
                        fields
                            .text("valid_to")
                            .map(to -> instant(what, to))
                            .orElse(ValidPeriod.OPEN_END))));
    if (fields.text("valid_to").isPresent() && fields.text("valid_from").isEmpty()) {
      throw Refused.malformed("'valid_to' of " + what + " needs a 'valid_from'");
    }
    return event.build();
  }

  /** Of two, one would be lost without a word. */
  private static void requireOnePayload(String what, Fields fields) {
    List<String> given = PAYLOADS.stream().filter(name -> fields.raw(name) != null).toList();
    if (given.size() > 1) {
      throw Refused.malformed(
          what
              + " has one payload, not both "
              + String.join(" and ", given)
              + "; leave the others out");
    }
  }

  private static Instant instant(String what, String text) {
    return Wishes.instant("a valid time of " + what, text);
  }

  private static byte[] bytes(String what, String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Refused.malformed("'payload_base64' of " + what + " is not Base64");
    }
  }
}
