package io.ewig.engine.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The edits that make one text of another, in rising order.
 *
 * <ul>
 *   <li>what both begin and end with is no part of them; between, the fewest characters come and go
 *       (Myers); where that takes too long, the fewest lines; where that does too, all;
 *   <li>of two edits in one word with no more between them than either has, one is made: a word
 *       written anew keeps no letters of the old one;
 *   <li>a pure function of both texts: what replicas make of a change hangs on it, so what it says
 *       of two texts is never changed.
 * </ul>
 */
public final class TextDifference {

  /** Tokens that come or go: beyond, finding the fewest takes too much memory. */
  private static final int CHANGES_MAX = 1_000;

  /** Steps: beyond, it takes too long. */
  private static final long STEPS_MAX = 4_000_000;

  private final int[] from;
  private final int[] to;
  private final List<int[]> spans = new ArrayList<>(); // from, its end, to, its end

  private TextDifference(int[] from, int[] to) {
    this.from = from;
    this.to = to;
  }

  public static List<TextEdit> of(String from, String to) {
    if (from.equals(to)) {
      return List.of();
    }
    int[] before = from.codePoints().toArray();
    int[] after = to.codePoints().toArray();
    TextDifference difference = new TextDifference(before, after);
    if (!difference.find()) {
      difference.findLines();
    }
    List<int[]> spans = joined(difference.spans, before, after);
    List<TextEdit> edits = new ArrayList<>();
    int end = before.length; // where the edit behind begins
    for (int i = spans.size() - 1; i >= 0; i--) {
      int[] span = spans.get(i);
      trim(span, before, after);
      slide(span, i == 0 ? 0 : spans.get(i - 1)[1], end, before, after);
      String inserted = new String(after, span[2], span[3] - span[2]);
      edits.add(0, new TextEdit(span[0], span[1] - span[0], inserted));
      end = span[0];
    }
    return edits;
  }

  /** With one in the place of any two that have little between them. */
  private static List<int[]> joined(List<int[]> spans, int[] before, int[] after) {
    List<int[]> joined = new ArrayList<>();
    for (int[] span : spans) {
      int[] now = span;
      for (int i = joined.size() - 1; i >= 0; i--) {
        int[] last = joined.get(i);
        boolean isOneWord =
            now[0] - last[1] <= Math.min(weight(last), weight(now))
                && isOfAWord(before, Math.max(last[0], last[1] - 1), Math.min(now[0] + 1, now[1]))
                && isOfAWord(after, Math.max(last[2], last[3] - 1), Math.min(now[2] + 1, now[3]));
        if (!isOneWord) {
          break;
        }
        now = new int[] {last[0], now[1], last[2], now[3]};
        joined.remove(i);
      }
      joined.add(now);
    }
    return joined;
  }

  /** By what is the same on every machine: letters and digits of ASCII, and all beyond it. */
  private static boolean isOfAWord(int[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      int point = text[i];
      boolean isLetter = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
      if (!isLetter && !(point >= '0' && point <= '9') && point < 0x80) {
        return false;
      }
    }
    return true;
  }

  private static int weight(int[] span) {
    return Math.max(span[1] - span[0], span[3] - span[2]);
  }

  /** Leaves out what goes and comes again. */
  private static void trim(int[] span, int[] before, int[] after) {
    while (span[0] < span[1] && span[2] < span[3] && before[span[0]] == after[span[2]]) {
      span[0]++;
      span[2]++;
    }
    while (span[0] < span[1] && span[2] < span[3] && before[span[1] - 1] == after[span[3] - 1]) {
      span[1]--;
      span[3]--;
    }
  }

  /**
   * Of several places that say the same of what only comes or only goes, takes the last one that is
   * at the beginning of a line, or else of a word, or else the last.
   */
  private static void slide(int[] span, int start, int end, int[] before, int[] after) {
    boolean isComing = span[0] == span[1];
    if (!isComing && span[2] < span[3]) {
      return;
    }
    int[] text = isComing ? after : before;
    int from = isComing ? 2 : 0;
    while (span[1] < end && text[span[from]] == before[span[1]]) {
      move(span, 1);
    }
    int best = rank(before, span[0]);
    int back = 0;
    int[] at = span.clone();
    while (at[0] > start && before[at[0] - 1] == text[at[from + 1] - 1]) {
      move(at, -1);
      if (rank(before, at[0]) > best) {
        best = rank(before, at[0]);
        back = span[0] - at[0];
      }
    }
    move(span, -back);
  }

  private static void move(int[] span, int by) {
    for (int i = 0; i < span.length; i++) {
      span[i] += by;
    }
  }

  private static int rank(int[] text, int at) {
    if (at == 0 || text[at - 1] == '\n') {
      return 2;
    }
    return isOfAWord(text, at - 1, at) ? 0 : 1;
  }

  /** By tokens; false if that takes too long. */
  private boolean find() {
    int start = 0;
    int shared = Math.min(from.length, to.length);
    while (start < shared && from[start] == to[start]) {
      start++;
    }
    int end = 0;
    while (end < shared - start && from[from.length - 1 - end] == to[to.length - 1 - end]) {
      end++;
    }
    int length = from.length - start - end;
    int other = to.length - start - end;
    if (length == 0 || other == 0) {
      if (length + other > 0) {
        spans.add(new int[] {start, start + length, start, start + other});
      }
      return true;
    }
    return least(start, length, other);
  }

  /**
   * Goes on with one change more until the end of both is reached.
   *
   * <p>{@code reached[k]}: how far in the first text so many changes lead, if k tokens more came
   * than went.
   */
  private boolean least(int start, int length, int other) {
    int changesMax = (int) Math.min(CHANGES_MAX, STEPS_MAX / (length + other));
    changesMax = Math.max(changesMax, 1);
    List<int[]> rounds = new ArrayList<>(); // from -changes to changes
    int[] last = {0};
    for (int changes = 0; changes <= Math.min(changesMax, length + other); changes++) {
      int[] reached = new int[2 * changes + 1];
      for (int k = -changes; k <= changes; k += 2) {
        int x = changes == 0 ? 0 : step(last, changes, k);
        while (x < length && x + k < other && from[start + x] == to[start + x + k]) {
          x++;
        }
        reached[k + changes] = x;
        if (x >= length && x + k >= other) {
          rounds.add(reached);
          trace(rounds, start, length, other);
          return true;
        }
      }
      rounds.add(reached);
      last = reached;
    }
    return false;
  }

  /** Where one change leads from what was reached before: a token comes, or one goes. */
  private static int step(int[] last, int changes, int k) {
    return comes(last, changes, k) ? last[k - 1 + changes - 1] : last[k + 1 + changes - 1] + 1;
  }

  private static boolean comes(int[] last, int changes, int k) {
    return k == changes || (k != -changes && last[k + 1 + changes - 1] < last[k - 1 + changes - 1]);
  }

  /** Back from the end; neighbouring changes are one span. */
  private void trace(List<int[]> rounds, int start, int length, int other) {
    int x = length;
    int k = other - length;
    List<int[]> backwards = new ArrayList<>();
    for (int changes = rounds.size() - 1; changes > 0; changes--) {
      int[] last = rounds.get(changes - 1);
      boolean isComing = comes(last, changes, k);
      int y = isComing ? k - 1 : k + 1;
      x = last[y + changes - 1];
      int[] span = {
        start + x, start + x + (isComing ? 0 : 1), start + x + y, start + x + y + (isComing ? 1 : 0)
      };
      int[] next = backwards.isEmpty() ? null : backwards.get(backwards.size() - 1);
      if (next != null && next[0] == span[1] && next[2] == span[3]) {
        next[0] = span[0];
        next[2] = span[2];
      } else {
        backwards.add(span);
      }
      k = y;
    }
    for (int i = backwards.size() - 1; i >= 0; i--) {
      spans.add(backwards.get(i));
    }
  }

  private void findLines() {
    Map<String, Integer> numbers = new HashMap<>();
    int[] starts = starts(from);
    int[] otherStarts = starts(to);
    TextDifference lines =
        new TextDifference(lines(from, starts, numbers), lines(to, otherStarts, numbers));
    if (!lines.find()) {
      lines.spans.clear();
      lines.spans.add(new int[] {0, starts.length - 1, 0, otherStarts.length - 1});
    }
    for (int[] span : lines.spans) {
      spans.add(
          new int[] {starts[span[0]], starts[span[1]], otherStarts[span[2]], otherStarts[span[3]]});
    }
  }

  /** Where lines begin, and where the last one ends. */
  private static int[] starts(int[] text) {
    IntList starts = new IntList();
    starts.add(0);
    for (int i = 1; i < text.length; i++) {
      if (text[i - 1] == '\n') {
        starts.add(i);
      }
    }
    if (text.length > 0) {
      starts.add(text.length);
    }
    return starts.toArray();
  }

  /** Lines by number. */
  private static int[] lines(int[] text, int[] starts, Map<String, Integer> numbers) {
    int[] lines = new int[starts.length - 1];
    Arrays.setAll(
        lines,
        i -> {
          String line = new String(text, starts[i], starts[i + 1] - starts[i]);
          return numbers.computeIfAbsent(line, fresh -> numbers.size());
        });
    return lines;
  }
}
