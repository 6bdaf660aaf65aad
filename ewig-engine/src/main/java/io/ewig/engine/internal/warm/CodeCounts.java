package io.ewig.engine.internal.warm;

import io.ewig.engine.column.Dictionary;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.packed.LongsReader;
import io.ewig.engine.internal.packed.LongsWriter;
import java.util.Arrays;
import java.util.Map;

/** Counts events by the codes of their names, and nothing else of them; grows. */
final class CodeCounts {

  private long[] counts;
  private int size; // one more than the greatest code that was met

  /**
   * @param names how many there are likely to be
   */
  CodeCounts(int names) {
    counts = new long[Math.max(16, names)];
  }

  void add(int code, long events) {
    if (code >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(code + 1, 2 * counts.length));
    }
    size = Math.max(size, code + 1);
    counts[code] += events;
  }

  /** An event for each of some rows. */
  void add(int[] codes, int[] rows, int selected) {
    int max = -1;
    for (int i = 0; i < selected; i++) {
      max = Math.max(max, codes[rows[i]]);
    }
    add(Math.max(0, max), 0);
    for (int i = 0; i < selected; i++) {
      counts[codes[rows[i]]]++;
    }
  }

  /** An event for each row of a run. */
  void add(int[] codes, int from, int to) {
    for (int row = from; row < to; row++) {
      int code = codes[row];
      if (code >= size) {
        add(code, 0);
      }
      counts[code]++;
    }
  }

  void add(int[] others) {
    for (int code = 0; code < others.length; code++) {
      if (others[code] > 0) {
        add(code, others[code]);
      }
    }
  }

  /** Adds each count to that of the name. */
  <T> void addTo(Map<T, Long> sums, Dictionary<T> names) {
    for (int code = 0; code < size; code++) {
      if (counts[code] > 0) {
        sums.merge(names.get(code), counts[code], Long::sum);
      }
    }
  }

  void write(BytesOut out) {
    out.putVarint(size);
    LongsWriter.write(counts, size, out);
  }

  /**
   * @param bound how many names there are
   * @param events how many there are in all
   */
  static int[] read(BytesIn in, int bound, int events) {
    int names = in.getCount(Math.min(bound, events), "names in a block");
    int[] counts = LongsReader.readBelow(in, names, events + 1, "a count of events");
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    if (sum != events) {
      throw in.malformed("counts of " + sum + " events in a block of " + events);
    }
    return counts;
  }
}
