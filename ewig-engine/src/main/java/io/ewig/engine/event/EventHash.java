package io.ewig.engine.event;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Computes the hash of an event over all that gives it its meaning.
 *
 * <pre>
 * preimage  = domain parent origin originSeq hlc valid commitment type world [ commit ]
 * domain    = "EWIGEVT" 0x01
 * parent    = 32 bytes         hash of the event before it in its origin's chain on its branch
 * origin    = 16 bytes
 * originSeq = 8 bytes
 * hlc       = 8 bytes          with origin and originSeq it determines the event id
 * valid     = 2 x (seconds: 8 bytes, nanos: 4 bytes)
 * commitment= 32 bytes         see {@link Payload}
 * type      = code: 4 bytes, name: text if Custom
 * world     = text
 * commit    = count: 4 bytes, branch: text, parents: 4 bytes + 16 bytes each, author: text,
 *             message: text, metadata: 4 bytes + (key: text, value: text) each,
 *             without the seal, which is made of the hash
 * text      = length: 4 bytes, UTF-8
 * </pre>
 *
 * <p>The first event of a commit speaks for the whole of it: its hash takes in the commit's own
 * words and how many events there are, so neither can be changed, and none of the events left out,
 * unnoticed.
 */
public final class EventHash {

  private static final long DOMAIN = Preimage.domain("EWIGEVT\u0001");

  private EventHash() {}

  /** The hash of a commit's first event. */
  static Hash first(Facts facts, CommitInfo info, int count) {
    Preimage preimage = put(facts);
    preimage.putInt(count).putText(info.branch().name()).putInt(info.parents().size());
    for (EventId parent : info.parents()) {
      preimage.putLong(parent.high()).putLong(parent.low());
    }
    SortedMap<String, String> metadata = info.hashedMetadata();
    preimage.putText(info.author()).putText(info.message()).putInt(metadata.size());
    for (var entry : metadata.entrySet()) {
      preimage.putText(entry.getKey()).putText(entry.getValue());
    }
    return preimage.hash();
  }

  /** The hash of any other event. */
  static Hash later(Facts facts) {
    return put(facts).hash();
  }

  private static Preimage put(Facts facts) {
    Preimage preimage =
        Preimage.start(DOMAIN)
            .putHash(facts.parent)
            .putLong(facts.origin.high())
            .putLong(facts.origin.low())
            .putLong(facts.originSeq)
            .putLong(facts.hlc);
    putInstant(preimage, facts.valid.from());
    putInstant(preimage, facts.valid.to());
    preimage.putHash(facts.commitment).putInt(facts.type.code());
    if (facts.type.isCustom()) {
      preimage.putText(facts.type.name());
    }
    return preimage.putText(facts.world.uri());
  }

  private static void putInstant(Preimage preimage, Instant instant) {
    preimage.putLong(instant.getEpochSecond()).putInt(instant.getNano());
  }

  /** All of an event but its hash and what is local. */
  record Facts(
      Hash parent,
      Origin origin,
      long originSeq,
      long hlc,
      ValidPeriod valid,
      Hash commitment,
      EventType type,
      World world) {

    static Facts of(Event event) {
      return new Facts(
          event.parent(),
          event.origin(),
          event.originSeq(),
          event.hlc(),
          event.valid(),
          event.payload().commitment(),
          event.type(),
          event.world());
    }
  }
}
