package io.ewig.engine;

import io.ewig.engine.column.EventColumns;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Payload;
import io.ewig.engine.exchange.NdjsonImport;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.EventsById;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Events and commits by what names them, and what they carry; any thread. */
public final class Events {

  private final Opened parts;

  Events(Opened parts) {
    this.parts = parts;
  }

  /** The event with that hash, if it is here. */
  public Optional<Event> with(Hash hash) {
    var seq = parts.log().find(hash);
    return seq.isPresent() ? Optional.of(parts.log().get(seq.getAsLong())) : Optional.empty();
  }

  /** The event with that id, if it is here; quick if it was recorded about when its id says. */
  public Optional<Event> find(EventId id) {
    return find(List.of(id)).stream().findFirst();
  }

  /** The events with some ids that are here, in the order of the ids; likewise. */
  public List<Event> find(List<EventId> ids) {
    Map<EventId, Event> found = EventsById.find(parts.log(), ids);
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /** The commit that an event belongs to. */
  public Commit commitOf(long seq) {
    return parts.log().commitOf(seq);
  }

  /** The id of that commit, for less than the commit. */
  public EventId commitIdOf(long seq) {
    return parts.log().commitIdOf(seq);
  }

  /** The commit of that id. */
  public Commit commit(EventId id) {
    return parts.database().find(id);
  }

  /** The commit that was made under an idempotency key, if one was. */
  public Optional<Commit> commitOnce(String key) {
    return parts.database().findOnce(key);
  }

  /**
   * What {@link Ewig#exportTo} has written, all of it in memory, for {@link
   * io.ewig.engine.replica.Replica#adopt}; payloads beside the log are kept here.
   */
  public List<Commit> commitsFrom(InputStream in) {
    List<Commit> commits = new ArrayList<>();
    NdjsonImport.read(in, parts.store(), commits::add);
    return commits;
  }

  /**
   * The bytes that an event carries, from the log or from the content store.
   *
   * @throws io.ewig.engine.error.UserException if they were erased
   */
  public byte[] payload(Event event) {
    byte[] bytes = parts.store().payload(event.payload());
    return event.payload() instanceof Payload.Inline ? bytes.clone() : bytes;
  }

  /** All events by columns, to be read by many at a time. */
  public EventColumns columns() {
    return parts.warm().columns();
  }
}
