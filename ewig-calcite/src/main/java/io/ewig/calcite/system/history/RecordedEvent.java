package io.ewig.calcite.system.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event with all that can be told about it, read as far as somebody asks; one thread. */
final class RecordedEvent {

  private final Ewig engine;
  private final Commits commits;
  private final long seq;
  private @Nullable EventCursor cursor;
  private @Nullable Event event;
  private byte @Nullable [] payload;

  RecordedEvent(Ewig engine, Commits commits, Event event) {
    this.engine = engine;
    this.commits = commits;
    this.seq = event.seq();
    this.event = event;
  }

  /** The event that a cursor stands on: to be asked while it does. */
  RecordedEvent(Ewig engine, Commits commits, EventCursor cursor) {
    this.engine = engine;
    this.commits = commits;
    this.seq = cursor.seq();
    this.cursor = cursor;
  }

  long seq() {
    return seq;
  }

  Event event() {
    Event known = event;
    if (known == null) {
      known = cursor == null ? engine.get(seq) : cursor.event();
      event = known;
    }
    return known;
  }

  Instant systemTime() {
    EventCursor at = cursor;
    return commits.instant(at == null ? event().systemNanos() : at.systemNanos());
  }

  World world() {
    EventCursor at = cursor;
    return at == null ? event().world() : at.world();
  }

  EventType type() {
    EventCursor at = cursor;
    return at == null ? event().type() : at.type();
  }

  Commit commit() {
    return commits.of(seq);
  }

  @Nullable String parent() {
    Hash parent = event().parent();
    return parent.equals(Hash.ZERO) ? null : parent.toString();
  }

  private Payload carried() {
    EventCursor at = cursor;
    return at == null ? event().payload() : at.payload();
  }

  /** Whether the payload was destroyed. */
  boolean isErased() {
    return carried() instanceof Payload.Erased;
  }

  /** Whether the payload is none of what is kept here. */
  boolean isWithheld() {
    return carried() instanceof Payload.Withheld;
  }

  /** Null if it is not here; not to be changed, since others may have it. */
  private byte @Nullable [] payload() {
    byte[] known = payload;
    if (known == null) {
      Payload carried = carried();
      if (carried instanceof Payload.Inline inline) {
        known = inline.bytes();
      } else if (carried.isHere()) {
        known = engine.events().payload(event());
      }
      payload = known;
    }
    return known;
  }

  /** The payload, if it is still there. */
  @Nullable Bytes bytes() {
    byte[] bytes = payload();
    return bytes == null ? null : Bytes.of(bytes);
  }

  /** The payload as it was written, if it is still there and JSON. */
  @Nullable String json() {
    String simple = cursor == null ? null : cursor.simpleDocument();
    if (simple != null) {
      return simple;
    }
    byte[] bytes = payload();
    return bytes != null && mayBeJson(bytes) && Json.isDocument(bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : null;
  }

  private static boolean mayBeJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return "{[\"-0123456789tfn".indexOf(b) >= 0;
      }
    }
    return false;
  }
}
