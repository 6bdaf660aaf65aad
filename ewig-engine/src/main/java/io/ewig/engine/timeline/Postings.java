package io.ewig.engine.timeline;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventCursor;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the events that the index lists under a key, oldest first; one thread.
 *
 * <p>Reads of the log what it shows and nothing else.
 */
final class Postings implements EventCursor {

  private static final int FIRST_CHUNK = 16;
  private static final int CHUNK_MAX = 1024;

  private final State state;
  private final byte[] key;
  private final Lineage lineage;
  private final long toSeq;
  private long fromSeq;
  private long[] seqs = {};
  private int at = -1;
  private @Nullable Event event;

  /**
   * @param toSeq the state must have got there
   */
  Postings(State state, byte[] key, Lineage lineage, long fromSeq, long toSeq) {
    this.state = state;
    this.key = key;
    this.lineage = lineage;
    this.fromSeq = fromSeq;
    this.toSeq = toSeq;
  }

  @Override
  public boolean next() {
    event = null;
    if (++at < seqs.length) {
      return true;
    }
    int atMost = Math.min(CHUNK_MAX, Math.max(FIRST_CHUNK, 4 * seqs.length));
    seqs = state.versions().seqs(key, lineage, fromSeq, toSeq, atMost);
    at = 0;
    if (seqs.length == 0) {
      at = -1;
      return false;
    }
    fromSeq = seqs[seqs.length - 1] + 1;
    return true;
  }

  @Override
  public long seq() {
    if (at < 0 || at >= seqs.length) {
      throw CursorPlace.none("event");
    }
    return seqs[at];
  }

  @Override
  public long commitSeq() {
    return state.log().commitOf(seq()).firstSeq();
  }

  @Override
  public Branch branch() {
    return state.log().commitOf(seq()).info().branch();
  }

  @Override
  public Event event() {
    Event known = event;
    if (known == null) {
      known = state.log().get(seq());
      event = known;
    }
    return known;
  }

  @Override
  public void close() {
    fromSeq = toSeq;
    seqs = new long[0];
    at = -1;
    event = null;
  }
}
