package io.ewig.calcite.expression.period;

import org.jspecify.annotations.Nullable;

/**
 * From a start to an end, which is not in it.
 *
 * @param start null for since ever
 * @param end null for ever
 */
record Span(@Nullable Comparable<Object> start, @Nullable Comparable<Object> end) {

  private static int starts(@Nullable Comparable<Object> a, @Nullable Comparable<Object> b) {
    return a == null || b == null ? Boolean.compare(a != null, b != null) : a.compareTo(b);
  }

  private static int ends(@Nullable Comparable<Object> a, @Nullable Comparable<Object> b) {
    return a == null || b == null ? Boolean.compare(a == null, b == null) : a.compareTo(b);
  }

  /** An end against a start: an open one is after, or before, all. */
  private static int endToStart(
      @Nullable Comparable<Object> end, @Nullable Comparable<Object> start) {
    return end == null || start == null ? 1 : end.compareTo(start);
  }

  boolean overlaps(Span other) {
    int order = starts(start, other.start);
    if (order == 0) {
      return true;
    }
    return order < 0 ? endToStart(end, other.start) > 0 : endToStart(other.end, start) > 0;
  }

  boolean contains(Span other) {
    return starts(start, other.start) <= 0 && ends(other.end, end) <= 0;
  }

  boolean contains(Comparable<Object> point) {
    return starts(start, point) <= 0 && ends(point, end) < 0;
  }

  boolean isSame(Span other) {
    return starts(start, other.start) == 0 && ends(end, other.end) == 0;
  }

  boolean precedes(Span other) {
    return endToStart(end, other.start) <= 0;
  }

  boolean meets(Span other) {
    return endToStart(end, other.start) == 0;
  }
}
