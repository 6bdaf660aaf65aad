package io.ewig.engine.law;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts that were edited on two sides: edits at different places are both made.
 *
 * <p>Character by character, or line by line where that would take too long. Edits that overlap or
 * start at the same place are no result, unless they are the same.
 */
final class Texts {

  private Texts() {}

  /** The text with the edits of both sides, or null if they meet. */
  static @Nullable String merge(String base, String ours, String theirs) {
    if (TokenEdits.isQuick(base.length(), ours.length())
        && TokenEdits.isQuick(base.length(), theirs.length())) {
      int[] merged = merge(codePoints(base), codePoints(ours), codePoints(theirs));
      return merged == null ? null : new String(merged, 0, merged.length);
    }
    Lines lines = new Lines();
    int[] merged = merge(lines.of(base), lines.of(ours), lines.of(theirs));
    return merged == null ? null : lines.text(merged);
  }

  private static int[] codePoints(String text) {
    return text.codePoints().toArray();
  }

  /** Lines by number, their ends included. */
  private static final class Lines {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    int[] of(String text) {
      List<Integer> found = new ArrayList<>();
      int from = 0;
      while (from < text.length()) {
        int end = text.indexOf('\n', from);
        int to = end < 0 ? text.length() : end + 1;
        found.add(number(text.substring(from, to)));
        from = to;
      }
      return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private int number(String line) {
      return numbers.computeIfAbsent(
          line,
          fresh -> {
            lines.add(fresh);
            return lines.size() - 1;
          });
    }

    String text(int[] merged) {
      StringBuilder text = new StringBuilder();
      for (int number : merged) {
        text.append(lines.get(number));
      }
      return text.toString();
    }
  }

  private static int @Nullable [] merge(int[] base, int[] ours, int[] theirs) {
    List<TokenEdits.Edit> mine = TokenEdits.of(base, ours);
    List<TokenEdits.Edit> others = TokenEdits.of(base, theirs);
    List<TokenEdits.Edit> all = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < mine.size() || j < others.size()) {
      TokenEdits.Edit one = i < mine.size() ? mine.get(i) : null;
      TokenEdits.Edit other = j < others.size() ? others.get(j) : null;
      if (one != null && other != null && one.isSame(other)) {
        all.add(one);
        i++;
        j++;
      } else if (one != null && other != null && one.meets(other)) {
        return null;
      } else if (other == null || (one != null && one.from() < other.from())) {
        all.add(one);
        i++;
      } else {
        all.add(other);
        j++;
      }
    }
    return TokenEdits.apply(base, all);
  }
}
