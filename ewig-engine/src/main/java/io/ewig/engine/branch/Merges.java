package io.ewig.engine.branch;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All merges by the line that they were made on: what the events of {@link Merge} add up to; one
 * thread adds, any asks.
 */
public final class Merges {

  private final Map<Integer, ConcurrentSkipListMap<Long, List<Fork>>> byLine =
      new ConcurrentHashMap<>();

  /**
   * @param line that was merged into
   * @param seq of the event that says so
   */
  public void add(int line, long seq, Fork source) {
    add(line, seq, List.of(source));
  }

  /**
   * Likewise, where one event stands for several.
   *
   * @param seq of that
   */
  public void add(int line, long seq, List<Fork> sources) {
    byLine.computeIfAbsent(line, any -> new ConcurrentSkipListMap<>()).put(seq, sources);
  }

  /** What was merged into a line by events with a seq from .. to - 1, by their seq. */
  public SortedMap<Long, List<Fork>> into(int line, long from, long to) {
    ConcurrentSkipListMap<Long, List<Fork>> merges = byLine.get(line);
    return merges == null || from >= to
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(merges.subMap(from, to));
  }
}
