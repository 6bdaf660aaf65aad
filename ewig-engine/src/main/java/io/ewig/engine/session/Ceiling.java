package io.ewig.engine.session;

import io.ewig.engine.internal.version.Version;
import io.ewig.engine.session.Recorded.Rectangle;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Until when in system time an older version of a key counts, for each valid time: it falls as
 * versions are taken in, newest first.
 */
final class Ceiling {

  private final TreeMap<Long, Long> heights = new TreeMap<>(); // each up to the next

  Ceiling() {
    heights.put(Long.MIN_VALUE, Version.OPEN);
  }

  /** Whether it is still above a height somewhere in a part of valid time. */
  boolean reaches(long validFrom, long validTo, long height) {
    Map.Entry<Long, Long> part = heights.floorEntry(validFrom);
    while (part != null && part.getKey() < validTo) {
      if (part.getValue() > height) {
        return true;
      }
      part = heights.higherEntry(part.getKey());
    }
    return false;
  }

  /** Lowers it to where a version was recorded, and gives what of that version lies below. */
  void lower(Version version, Consumer<Rectangle> parts) {
    long from = version.validFrom();
    long to = version.validTo();
    split(from);
    if (to != Version.OPEN) {
      split(to);
    }
    Map<Long, Long> covered =
        to == Version.OPEN ? heights.tailMap(from, true) : heights.subMap(from, true, to, false);
    give(version, covered, parts);
    Map.Entry<Long, Long> before = heights.lowerEntry(from);
    covered.clear();
    if (before == null || before.getValue() != version.systemNanos()) {
      heights.put(from, version.systemNanos());
    }
  }

  private void split(long at) {
    Map.Entry<Long, Long> part = heights.floorEntry(at);
    if (part.getKey() != at) {
      heights.put(at, part.getValue());
    }
  }

  /** Neighbours of one height are one part. */
  private static void give(Version version, Map<Long, Long> covered, Consumer<Rectangle> parts) {
    long start = version.validFrom();
    long height = -1;
    for (Map.Entry<Long, Long> part : covered.entrySet()) {
      if (part.getKey() != start && part.getValue() != height) {
        parts.accept(new Rectangle(version, height, start, part.getKey()));
        start = part.getKey();
      }
      height = part.getValue();
    }
    parts.accept(new Rectangle(version, height, start, version.validTo()));
  }
}
