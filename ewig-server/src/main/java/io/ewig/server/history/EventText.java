package io.ewig.server.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.server.command.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An event as one line: for people, or as an object of JSON. */
final class EventText {

  /** As much of a payload as fits on a line beside the rest. */
  private static final int PAYLOAD_CHARS_MAX = 60;

  private static final int HASH_CHARS = 8;

  private EventText() {}

  static String of(Ewig db, Event event) {
    return String.format(
        Locale.ROOT,
        "%4d  %s  %s  %-14s %s  %s",
        event.seq(),
        event.systemTime(),
        event.hash().toString().substring(0, HASH_CHARS),
        event.type(),
        event.world(),
        event.payload().isHere() ? text(db.events().payload(event)) : "(" + event.payload() + ")");
  }

  /** The same for programs. */
  static JsonObject json(Ewig db, Event event) {
    Commit commit = db.events().commitOf(event.seq());
    return new JsonObject()
        .put("seq", event.seq())
        .put("id", event.id().toString())
        .put("system_time", event.systemTime().toString())
        .put("branch", commit.info().branch().name())
        .put("commit", commit.id().toString())
        .put("author", commit.info().author())
        .put("message", commit.info().message())
        .put("world", event.world().uri())
        .put("type", event.type().name())
        .put("size", event.payload().size())
        .put("erased", event.payload() instanceof Payload.Erased)
        .put("withheld", event.payload() instanceof Payload.Withheld)
        .put("hash", event.hash().toString());
  }

  private static String text(byte[] payload) {
    int length = Math.min(payload.length, 4 * PAYLOAD_CHARS_MAX);
    String text = new String(payload, 0, length, StandardCharsets.UTF_8);
    if (text.chars().anyMatch(c -> c < ' ' || c == '\uFFFD' || c == '\u007F')) {
      return "(" + payload.length + " bytes)";
    }
    return text.length() <= PAYLOAD_CHARS_MAX
        ? text
        : text.substring(0, PAYLOAD_CHARS_MAX) + "... (" + payload.length + " bytes)";
  }
}
