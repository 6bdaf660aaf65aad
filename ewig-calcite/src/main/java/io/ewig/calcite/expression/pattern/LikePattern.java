package io.ewig.calcite.expression.pattern;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of LIKE: % is any text, _ any one character, by code point.
 *
 * <p>What stands between two % is searched for from left to right, the first match is taken and
 * never given back: with % on both sides an earlier match leaves more to the rest. Each search goes
 * over the text once ({@link Segment}), so the time is that of reading the text.
 */
final class LikePattern {

  /** Of code points; the cost of a search grows with a 64th of it. */
  static final int LENGTH_MAX = 1_000;

  /** Stands for _ among the code points of a segment. */
  static final int ANY_ONE = -1;

  private final Segment[] segments;
  private final boolean isOpenAtStart;
  private final boolean isOpenAtEnd;
  private final boolean ignoresCase;
  private final boolean hasAnyOne;

  private LikePattern(
      List<Segment> segments, boolean isOpenAtStart, boolean isOpenAtEnd, boolean ignoresCase) {
    this.segments = segments.toArray(Segment[]::new);
    this.isOpenAtStart = isOpenAtStart;
    this.isOpenAtEnd = isOpenAtEnd;
    this.ignoresCase = ignoresCase;
    this.hasAnyOne = segments.stream().anyMatch(Segment::hasAnyOne);
  }

  /**
   * @param escape a text of one character, or empty for none
   */
  static LikePattern parse(String pattern, String escape, boolean ignoresCase) {
    int[] points = pattern.codePoints().toArray();
    if (points.length > LENGTH_MAX) {
      throw Fault.limit(
          "a pattern of LIKE has up to "
              + LENGTH_MAX
              + " characters, not "
              + points.length
              + "; use POSITION or STARTS_WITH for long texts");
    }
    int escaping = escape.isEmpty() ? -2 : single(escape);
    List<Segment> segments = new ArrayList<>();
    int[] current = new int[points.length];
    int length = 0;
    boolean isOpenAtStart = false;
    boolean isOpenAtEnd = false;
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      boolean literally = point == escaping;
      if (literally) {
        point = escaped(points, ++i, escaping, pattern);
      }
      isOpenAtEnd = !literally && point == '%';
      if (isOpenAtEnd) {
        isOpenAtStart |= length == 0 && segments.isEmpty();
        length = close(segments, current, length);
      } else {
        int plain = ignoresCase ? folded(point) : point;
        current[length++] = !literally && point == '_' ? ANY_ONE : plain;
      }
    }
    close(segments, current, length);
    return new LikePattern(segments, isOpenAtStart, isOpenAtEnd, ignoresCase);
  }

  private static int close(List<Segment> segments, int[] current, int length) {
    if (length > 0) {
      segments.add(new Segment(Arrays.copyOf(current, length)));
    }
    return 0;
  }

  private static int single(String escape) {
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw new UserException(
          ErrorCode.INVALID_ESCAPE,
          Fault.shown(escape) + " is no escape: it has to be one character");
    }
    return escape.codePointAt(0);
  }

  private static int escaped(int[] points, int at, int escaping, String pattern) {
    boolean isRight =
        at < points.length && (points[at] == '%' || points[at] == '_' || points[at] == escaping);
    if (!isRight) {
      throw new UserException(
          ErrorCode.INVALID_ESCAPE,
          "in the pattern "
              + Fault.shown(pattern)
              + " the escape must be followed by %, _ or itself");
    }
    return points[at];
  }

  /** One code point for one, so that _ still means one. */
  static int folded(int point) {
    return Character.toLowerCase(Character.toUpperCase(point));
  }

  boolean matches(String text) {
    if (!hasAnyOne && !ignoresCase) {
      return matchesPlainly(text);
    }
    int[] points = text.codePoints().toArray();
    if (ignoresCase) {
      for (int i = 0; i < points.length; i++) {
        points[i] = folded(points[i]);
      }
    }
    return matches(points);
  }

  private boolean matchesPlainly(String text) {
    int count = segments.length;
    if (count == 0) {
      return isOpenAtEnd || text.isEmpty();
    }
    int from = 0;
    int first = 0;
    int last = count;
    int end = text.length();
    if (!isOpenAtStart) {
      String head = segments[0].text();
      if (count == 1 && !isOpenAtEnd) {
        return text.equals(head);
      }
      if (!text.startsWith(head)) {
        return false;
      }
      from = head.length();
      first = 1;
    }
    if (!isOpenAtEnd) {
      String tail = segments[--last].text();
      end -= tail.length();
      if (end < from || !text.endsWith(tail)) {
        return false;
      }
    }
    for (int i = first; i < last; i++) {
      int found = segments[i].find(text, from, end);
      if (found < 0) {
        return false;
      }
      from = found;
    }
    return from <= end;
  }

  private boolean matches(int[] text) {
    int count = segments.length;
    if (count == 0) {
      return isOpenAtEnd || text.length == 0;
    }
    int from = 0;
    int first = 0;
    int last = count;
    int end = text.length;
    if (!isOpenAtStart) {
      Segment head = segments[0];
      if (count == 1 && !isOpenAtEnd) {
        return head.length() == end && head.isAt(text, 0);
      }
      if (head.length() > end || !head.isAt(text, 0)) {
        return false;
      }
      from = head.length();
      first = 1;
    }
    if (!isOpenAtEnd) {
      Segment tail = segments[--last];
      end -= tail.length();
      if (end < from || !tail.isAt(text, end)) {
        return false;
      }
    }
    for (int i = first; i < last; i++) {
      int found = segments[i].find(text, from, end);
      if (found < 0) {
        return false;
      }
      from = found;
    }
    return from <= end;
  }
}
