package io.ewig.engine.event;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.time.Hlc;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;

/**
 * An immutable fact.
 *
 * @param seq its position in this node's log; dense, from 0; means nothing elsewhere
 * @param systemNanos when this node recorded it; the same for all events of a commit
 * @param hash covers everything but {@code seq} and {@code systemNanos}; see {@link EventHash}
 * @param parent hash of the event before it in its origin's chain on its branch, or {@link
 *     Hash#ZERO}
 * @param originSeq its number among all events of its origin; gap-free, from 1
 * @param hlc hybrid logical time, see {@link Hlc}
 */
public record Event(
    long seq,
    long systemNanos,
    Hash hash,
    Hash parent,
    Origin origin,
    long originSeq,
    long hlc,
    ValidPeriod valid,
    World world,
    EventType type,
    Payload payload) {

  /** The same event at another place of a log, recorded at another time. */
  Event placed(long newSeq, long newSystemNanos) {
    return new Event(
        newSeq, newSystemNanos, hash, parent, origin, originSeq, hlc, valid, world, type, payload);
  }

  /** The same event, of whose payload only the commitment is left. */
  Event erased() {
    return with(new Payload.Erased(payload.commitment()));
  }

  /** The same event for a replica to which its payload does not belong; what is gone stays gone. */
  Event withheld() {
    return payload.isHere() ? with(new Payload.Withheld(payload.commitment())) : this;
  }

  /** The same event with another form of its payload. */
  Event with(Payload other) {
    return new Event(
        seq, systemNanos, hash, parent, origin, originSeq, hlc, valid, world, type, other);
  }

  public EventId id() {
    return EventId.of(hlc, origin, originSeq);
  }

  public Instant systemTime() {
    return SystemNanos.toInstant(systemNanos);
  }

  public Hlc hybridTime() {
    return new Hlc(hlc);
  }
}
