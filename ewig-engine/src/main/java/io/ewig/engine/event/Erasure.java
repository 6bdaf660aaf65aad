package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code PayloadErased} event says: of which events the payloads are to be destroyed,
 * wherever this history is kept.
 *
 * <pre>
 * payload = ( hash of an event: 32 )*
 * </pre>
 *
 * <p>By hash, since a hash means the same on every node and can't be that of another event; the
 * commitment that is left of a payload lies with its event. Who wanted it and why is said by the
 * commit.
 */
public record Erasure(List<Hash> events) {

  public static final World WORLD = World.of("ewig://erasures");

  /** More are said by several events. */
  public static final int EVENTS_MAX = Payload.INLINE_BYTES_MAX / Hash.BYTES;

  public Erasure {
    events = List.copyOf(events);
  }

  /** Whether an event says what is to be erased. */
  public static boolean is(Event event) {
    return event.type().equals(EventType.PAYLOAD_ERASED) && event.world().equals(WORLD);
  }

  /** Whether one of a commit's events does. */
  public static boolean isIn(Commit commit) {
    List<Event> events = commit.events();
    for (int i = 0; i < events.size(); i++) { // asked of every commit
      if (is(events.get(i))) {
        return true;
      }
    }
    return false;
  }

  public static Erasure read(byte[] payload) {
    if (payload.length % Hash.BYTES != 0) {
      throw new UserException(
          ErrorCode.MALFORMED_COMMIT,
          "an erasure of " + payload.length + " bytes, which are no whole hashes");
    }
    List<Hash> events = new ArrayList<>(payload.length / Hash.BYTES);
    for (int at = 0; at < payload.length; at += Hash.BYTES) {
      events.add(Hash.read(payload, at));
    }
    return new Erasure(events);
  }

  /** As many events as it takes. */
  public static List<EventDraft> drafts(List<Hash> events) {
    List<EventDraft> drafts = new ArrayList<>();
    for (int from = 0; from < events.size(); from += EVENTS_MAX) {
      List<Hash> some = events.subList(from, Math.min(events.size(), from + EVENTS_MAX));
      drafts.add(
          new EventDraft(WORLD, EventType.PAYLOAD_ERASED, null, new Erasure(some).payload()));
    }
    return drafts;
  }

  byte[] payload() {
    ByteBuffer bytes = ByteBuffer.allocate(Hash.BYTES * events.size());
    events.forEach(hash -> bytes.put(hash.toBytes()));
    return bytes.array();
  }
}
