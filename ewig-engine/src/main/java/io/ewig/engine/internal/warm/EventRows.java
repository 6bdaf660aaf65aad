package io.ewig.engine.internal.warm;

import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.log.EventCursor;
import java.time.Instant;

/** Events of the log that follow each other, as columns in memory; up to a batch of them. */
final class EventRows {

  private static final int ROOM = EventBatch.EVENTS_MAX;

  private static final long PER_SECOND = 1_000_000_000L;

  final Names names;
  final long[][] columns = new long[WarmFormat.OF_EVENTS][ROOM];
  final long[] hlc = new long[ROOM];
  final Payload[] payloads = new Payload[ROOM];
  private long firstSeq;
  private int size;
  private long payloadBytes;

  EventRows(Names names) {
    this.names = names;
  }

  /** Begins anew with the event of that seq. */
  void start(long seq) {
    firstSeq = seq;
    size = 0;
    payloadBytes = 0;
  }

  long firstSeq() {
    return firstSeq;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == ROOM || payloadBytes >= WarmFormat.BLOCK_PAYLOAD_BYTES;
  }

  void add(EventCursor at) {
    Event event = at.event();
    long nanos = event.systemNanos();
    int row = size++;
    columns[WarmFormat.SYSTEM][row] = nanos;
    hlc[row] = event.hlc();
    columns[WarmFormat.HLC][row] = event.hlc() - WarmFormat.hlcOf(nanos);
    Instant from = event.valid().from();
    columns[WarmFormat.FROM_SECONDS][row] = from.getEpochSecond() - secondsOf(nanos);
    columns[WarmFormat.FROM_NANOS][row] = from.getNano() - nanosOf(nanos);
    Instant to = event.valid().to();
    columns[WarmFormat.TO_SECONDS][row] = to.getEpochSecond();
    columns[WarmFormat.TO_NANOS][row] = to.getNano();
    columns[WarmFormat.ORIGIN_SEQ][row] = event.originSeq() - event.seq();
    columns[WarmFormat.COMMIT][row] = event.seq() - at.commitSeq();
    put(NameColumn.WORLD, row, names.worlds().add(event.world()));
    put(NameColumn.TYPE, row, names.types().add(event.type()));
    put(NameColumn.ORIGIN, row, names.origins().add(event.origin()));
    put(NameColumn.BRANCH, row, names.branches().add(at.branch()));
    payloads[row] = event.payload();
    payloadBytes += event.payload() instanceof Payload.Inline inline ? inline.size() : 0;
  }

  private void put(NameColumn<?> column, int row, int code) {
    columns[WarmFormat.FIRST_NAME + column.number()][row] = code;
  }

  static long secondsOf(long nanos) {
    return Math.floorDiv(nanos, PER_SECOND);
  }

  static long nanosOf(long nanos) {
    return Math.floorMod(nanos, PER_SECOND);
  }

  /** Seconds and nanoseconds as nanoseconds, clamped to what 64 bits hold. */
  static long clamped(long seconds, long nanos) {
    if (seconds < Long.MIN_VALUE / PER_SECOND) {
      return Long.MIN_VALUE;
    }
    if (seconds > Long.MAX_VALUE / PER_SECOND) {
      return Long.MAX_VALUE;
    }
    long all = seconds * PER_SECOND + nanos;
    return seconds > 0 && all < 0 ? Long.MAX_VALUE : all;
  }
}
