package io.ewig.calcite.expression.pattern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A run of characters, some of which may be any, to be found in a text.
 *
 * <p>Bit i of the state says that the last i + 1 characters of the text are the first of the
 * segment; each character of the text shifts the state once ("shift-and"), some words of 64 bits
 * however the text and the segment look. Short runs without wildcards are left to {@code indexOf}.
 */
final class Segment {

  private static final int SHORT_MAX = 16;
  private static final long[] NOTHING = {};

  private final int[] points;
  private final boolean hasAnyOne;
  private final String text;

  /** For each character the places where it may stand. */
  private final Map<Integer, long[]> places = new HashMap<>();

  private final long[] anywhere;

  Segment(int[] points) {
    this.points = points;
    int words = (points.length + 63) >>> 6;
    anywhere = new long[words];
    boolean any = false;
    for (int i = 0; i < points.length; i++) {
      if (points[i] == LikePattern.ANY_ONE) {
        any = true;
        anywhere[i >>> 6] |= 1L << i;
      }
    }
    hasAnyOne = any;
    text = any ? "" : new String(points, 0, points.length);
    for (int i = 0; i < points.length; i++) {
      if (points[i] != LikePattern.ANY_ONE) {
        places.computeIfAbsent(points[i], point -> anywhere.clone())[i >>> 6] |= 1L << i;
      }
    }
  }

  boolean hasAnyOne() {
    return hasAnyOne;
  }

  int length() {
    return points.length;
  }

  /** The run itself, if it has no wildcards. */
  String text() {
    return text;
  }

  boolean isAt(int[] in, int from) {
    for (int i = 0; i < points.length; i++) {
      if (points[i] != LikePattern.ANY_ONE && points[i] != in[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the first match ends, or -1. */
  int find(String in, int from, int end) {
    if (text.length() <= SHORT_MAX) {
      int found = in.indexOf(text, from);
      return found < 0 || found + text.length() > end ? -1 : found + text.length();
    }
    int[] rest = in.substring(from, end).codePoints().toArray();
    int found = find(rest, 0, rest.length);
    return found < 0 ? -1 : from + units(rest, found);
  }

  private static int units(int[] points, int count) {
    int units = 0;
    for (int i = 0; i < count; i++) {
      units += Character.charCount(points[i]);
    }
    return units;
  }

  /** Where the first match ends, or -1. */
  int find(int[] in, int from, int end) {
    int words = anywhere.length;
    long[] state = new long[words];
    int last = points.length - 1;
    long accept = 1L << last;
    for (int at = from; at < end; at++) {
      long[] allowed = places.getOrDefault(in[at], hasAnyOne ? anywhere : NOTHING);
      if (allowed.length == 0) {
        Arrays.fill(state, 0);
        continue;
      }
      long carry = 1;
      for (int word = 0; word < words; word++) {
        long shifted = (state[word] << 1) | carry;
        carry = state[word] >>> 63;
        state[word] = shifted & allowed[word];
      }
      if ((state[words - 1] & accept) != 0) {
        return at + 1;
      }
    }
    return -1;
  }
}
