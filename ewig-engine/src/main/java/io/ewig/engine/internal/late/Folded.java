package io.ewig.engine.internal.late;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.time.SystemNanos;

/**
 * Stands for the events that were folded into a checkpoint, where what came of them meets events
 * that came late.
 *
 * <p>It is before all others in canonical order, and everybody had seen it: which is just what is
 * true of what may be folded. So a fold that has gone back to it needs nothing that lies before.
 */
public final class Folded {

  private static final byte[] NO_SALT = new byte[Payload.SALT_BYTES];

  /** Of what is no row: a definition, or an object. */
  public static final Event EVENT =
      event(ValidPeriod.from(ValidPeriod.OPEN_START), EventType.CHECKPOINT);

  private Folded() {}

  private static Event event(ValidPeriod valid, EventType type, byte... payload) {
    return new Event(
        0,
        0,
        Hash.ZERO,
        Hash.ZERO,
        new Origin(0, 0),
        0,
        0,
        valid,
        Inception.WORLD,
        type,
        new Payload.Inline(NO_SALT, payload));
  }

  static boolean is(Event event) {
    return event.originSeq() == 0;
  }

  /** What wrote a row as it came with the checkpoint, for some time. */
  static Event row(byte[] rowKey, Period piece) {
    byte[] key = Space.afterId(rowKey);
    byte[] payload = RowPayload.put(Space.tableIn(rowKey), key, piece.value());
    ValidPeriod valid =
        new ValidPeriod(
            SystemNanos.toInstant(piece.validFrom()), SystemNanos.toInstant(piece.validTo()));
    return event(valid, EventType.ROW_PUT, payload);
  }
}
