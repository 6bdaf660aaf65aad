package io.ewig.server.rest.event;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.RowJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON, on one line each, with the names that the columns of {@code ewig.events} have;
 * one thread.
 *
 * <p>A payload is {@code payload} if it is JSON, with the very bytes that were written unless they
 * have a line end; {@code payload_text} if it is another text, {@code payload_base64} if it is
 * neither, and {@code erased} if it is no more.
 */
public final class EventDocument {

  /** With so many bytes of payloads in it an answer takes no further event. */
  public static final long BYTES_ENOUGH = 1 << 20;

  private final Ewig engine;
  private @Nullable Commit commit;

  public EventDocument(Ewig engine) {
    this.engine = engine;
  }

  public JsonObject of(Event event) {
    Commit of = commitOf(event.seq());
    JsonObject document =
        new JsonObject()
            .put("seq", event.seq())
            .put("event_id", event.id().toString())
            .put("system_time", event.systemTime().toString());
    RowJson.put(document, "valid_from", event.valid().since());
    RowJson.put(document, "valid_to", event.valid().until());
    document.put("world", event.world().uri()).put("type", event.type().name());
    payload(document, event);
    document.put("hash", event.hash().toString());
    if (event.parent().equals(Hash.ZERO)) {
      document.raw("parent", "null");
    } else {
      document.put("parent", event.parent().toString());
    }
    return document
        .put("origin", event.origin().toString())
        .put("branch", branchOf(of))
        .put("commit_id", of.id().toString());
  }

  /** Events of a commit mostly come one after another, and it may be long. */
  private Commit commitOf(long seq) {
    Commit known = commit;
    if (known == null || seq < known.firstSeq() || seq >= known.endSeq()) {
      known = engine.events().commitOf(seq);
      commit = known;
    }
    return known;
  }

  /** A line keeps the name of the branch that it was started for; the number is nobody's affair. */
  static String branchOf(Commit commit) {
    String line = commit.info().branch().name();
    int number = line.lastIndexOf('~');
    return number < 0 ? line : line.substring(0, number);
  }

  private void payload(JsonObject document, Event event) {
    if (!event.payload().isHere()) {
      boolean isErased = event.payload() instanceof Payload.Erased;
      document.put(isErased ? "erased" : "withheld", true);
      return;
    }
    byte[] bytes = engine.events().payload(event);
    if (bytes.length > 0 && Json.isDocument(bytes)) {
      document.raw("payload", json(bytes));
      return;
    }
    String text = text(bytes);
    if (text == null) {
      document.put("payload_base64", Base64.getEncoder().encodeToString(bytes));
    } else {
      document.put("payload_text", text);
    }
  }

  private static String json(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n' || b == '\r') {
        return Json.parse(bytes).text();
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException noText) {
      return null;
    }
  }
}
