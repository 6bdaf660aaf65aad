package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.column.Tally;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Counts events by the codes of their names, with the first and the last of each; grows. */
final class Tallies {

  private long[] counts = new long[16];
  private long[] firstSeqs = new long[16];
  private long[] lastSeqs = new long[16];
  private long[] firstNanos = new long[16];
  private long[] lastNanos = new long[16];
  private int size;

  private void reserve(int code) {
    if (code >= counts.length) {
      int room = Math.max(code + 1, 2 * counts.length);
      counts = Arrays.copyOf(counts, room);
      firstSeqs = Arrays.copyOf(firstSeqs, room);
      lastSeqs = Arrays.copyOf(lastSeqs, room);
      firstNanos = Arrays.copyOf(firstNanos, room);
      lastNanos = Arrays.copyOf(lastNanos, room);
    }
    size = Math.max(size, code + 1);
  }

  /** Counts an event behind all others. */
  void add(int code, long seq, long nanos) {
    reserve(code);
    if (counts[code]++ == 0) {
      firstSeqs[code] = seq;
      firstNanos[code] = nanos;
    }
    lastSeqs[code] = seq;
    lastNanos[code] = nanos;
  }

  /**
   * Counts events of one run of rows, behind all others.
   *
   * @param names how many there are: codes are less
   * @param firstSeq of row 0
   * @param nanos of the rows
   */
  void add(int[] codes, int from, int to, int names, long firstSeq, long[] nanos) {
    reserve(names - 1);
    for (int row = from; row < to; row++) {
      int code = codes[row];
      if (counts[code]++ == 0) {
        firstSeqs[code] = firstSeq + row;
        firstNanos[code] = nanos[row];
      }
      lastSeqs[code] = firstSeq + row;
    }
    if (names > to - from) {
      for (int row = from; row < to; row++) {
        lastNanos[codes[row]] = nanos[row];
      }
      return;
    }
    for (int code = 0; code < names; code++) { // fewer than rows
      if (counts[code] > 0 && lastSeqs[code] >= firstSeq + from) {
        lastNanos[code] = nanos[(int) (lastSeqs[code] - firstSeq)];
      }
    }
  }

  void clear() {
    Arrays.fill(counts, 0, size, 0);
    size = 0;
  }

  /** Those of all names that were met. */
  <T> List<Tally<T>> of(Dictionary<T> names) {
    List<Tally<T>> all = new ArrayList<>();
    each((code, tally) -> all.add(tally.of(names.get(code))));
    return all;
  }

  /** A tally without its name. */
  record Bare(long count, long firstSeq, long lastSeq, long firstNanos, long lastNanos) {

    <T> Tally<T> of(T name) {
      return new Tally<>(name, count, firstSeq, lastSeq, firstNanos, lastNanos);
    }

    void write(BytesOut out, long fromSeq, long fromNanos) {
      out.putVarint(count).putVarint(firstSeq - fromSeq).putVarint(lastSeq - fromSeq);
      out.putZigzag(firstNanos - fromNanos).putVarint(lastNanos - firstNanos);
    }

    static Bare read(BytesIn in, long fromSeq, long endSeq, long fromNanos) {
      long count = in.getVarint();
      long first = fromSeq + in.getVarint();
      long last = fromSeq + in.getVarint();
      if (first < fromSeq
          || last < first
          || last >= endSeq
          || count < 1
          || count > last - first + 1) {
        throw malformed(in, count, first, last);
      }
      long nanos = fromNanos + in.getZigzag();
      return new Bare(count, first, last, nanos, nanos + in.getVarint());
    }

    private static CorruptionException malformed(BytesIn in, long count, long first, long last) {
      return in.malformed(count + " events of a name from " + first + " to " + last);
    }
  }

  void each(BiConsumer<Integer, Bare> to) {
    for (int code = 0; code < size; code++) {
      if (counts[code] > 0) {
        to.accept(
            code,
            new Bare(
                counts[code], firstSeqs[code], lastSeqs[code], firstNanos[code], lastNanos[code]));
      }
    }
  }

  int met() {
    int met = 0;
    for (int code = 0; code < size; code++) {
      met += counts[code] > 0 ? 1 : 0;
    }
    return met;
  }
}
