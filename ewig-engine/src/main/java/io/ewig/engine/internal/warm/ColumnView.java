package io.ewig.engine.internal.warm;

import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.Zone;
import io.ewig.engine.event.ValidPeriod;
import java.time.Instant;
import java.util.function.IntFunction;

/** Makes of the columns as they are kept those that readers see. */
final class ColumnView {

  private final long firstSeq;
  private final int size;
  private final IntFunction<long[]> columns;

  /**
   * @param columns by their numbers in {@link WarmFormat}
   */
  ColumnView(long firstSeq, int size, IntFunction<long[]> columns) {
    this.firstSeq = firstSeq;
    this.size = size;
    this.columns = columns;
  }

  long[] longs(LongColumn column) {
    return switch (column) {
      case SEQ -> seqs();
      case SYSTEM_TIME -> columns.apply(WarmFormat.SYSTEM);
      case HLC -> hlc();
      case VALID_FROM -> validFrom();
      case VALID_TO -> validTo();
      case ORIGIN_SEQ -> originSeqs();
      case COMMIT_SEQ -> commitSeqs();
    };
  }

  private long[] seqs() {
    long[] seqs = new long[size];
    for (int i = 0; i < size; i++) {
      seqs[i] = firstSeq + i;
    }
    return seqs;
  }

  private long[] hlc() {
    long[] nanos = columns.apply(WarmFormat.SYSTEM);
    long[] ahead = columns.apply(WarmFormat.HLC);
    long[] hlc = new long[size];
    for (int i = 0; i < size; i++) {
      hlc[i] = WarmFormat.hlcOf(nanos[i]) + ahead[i];
    }
    return hlc;
  }

  private long[] validFrom() {
    long[] nanos = columns.apply(WarmFormat.SYSTEM);
    long[] seconds = columns.apply(WarmFormat.FROM_SECONDS);
    long[] fractions = columns.apply(WarmFormat.FROM_NANOS);
    long[] from = new long[size];
    for (int i = 0; i < size; i++) {
      from[i] =
          (seconds[i] | fractions[i]) == 0
              ? nanos[i]
              : EventRows.clamped(
                  EventRows.secondsOf(nanos[i]) + seconds[i],
                  EventRows.nanosOf(nanos[i]) + fractions[i]);
    }
    return from;
  }

  private long[] validTo() {
    long[] seconds = columns.apply(WarmFormat.TO_SECONDS);
    long[] fractions = columns.apply(WarmFormat.TO_NANOS);
    long[] to = new long[size];
    for (int i = 0; i < size; i++) {
      to[i] = EventRows.clamped(seconds[i], fractions[i]);
    }
    return to;
  }

  private long[] originSeqs() {
    long[] ahead = columns.apply(WarmFormat.ORIGIN_SEQ);
    long[] seqs = new long[size];
    for (int i = 0; i < size; i++) {
      seqs[i] = ahead[i] + firstSeq + i;
    }
    return seqs;
  }

  private long[] commitSeqs() {
    long[] index = columns.apply(WarmFormat.COMMIT);
    long[] seqs = new long[size];
    for (int i = 0; i < size; i++) {
      seqs[i] = firstSeq + i - index[i];
    }
    return seqs;
  }

  ValidPeriod valid(int row) {
    long nanos = columns.apply(WarmFormat.SYSTEM)[row];
    Instant from =
        Instant.ofEpochSecond(
            EventRows.secondsOf(nanos) + columns.apply(WarmFormat.FROM_SECONDS)[row],
            EventRows.nanosOf(nanos) + columns.apply(WarmFormat.FROM_NANOS)[row]);
    Instant to =
        Instant.ofEpochSecond(
            columns.apply(WarmFormat.TO_SECONDS)[row], columns.apply(WarmFormat.TO_NANOS)[row]);
    return new ValidPeriod(from, to);
  }

  static Zone zone(long[] values, int size) {
    long min = values[0];
    long max = min;
    for (int i = 1; i < size; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    return new Zone(min, max);
  }
}
