package io.ewig.sqltests.script;

import java.util.List;

/** Where two texts part: lines lost with -, lines that came instead with +. */
public final class Difference {

  private static final int SHOWN = 40;
  private static final int AROUND = 6;

  private Difference() {}

  public static String of(String expected, String actual) {
    List<String> left = expected.lines().toList();
    List<String> right = actual.lines().toList();
    int[][] common = common(left, right);
    StringBuilder text = new StringBuilder();
    int i = 0;
    int j = 0;
    int shown = 0;
    int since = AROUND;
    while ((i < left.size() || j < right.size()) && shown < SHOWN) {
      if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
        if (since++ < AROUND) {
          text.append("\n  ").append(left.get(i));
        }
        i++;
        j++;
        continue;
      }
      if (since >= AROUND) {
        text.append("\nline ").append(i + 1).append(after(left, i));
      }
      boolean lost = j == right.size() || i < left.size() && common[i + 1][j] >= common[i][j + 1];
      text.append(lost ? "\n- " + left.get(i++) : "\n+ " + right.get(j++));
      since = 0;
      shown++;
    }
    return text.toString();
  }

  /** The statement before a line, so that the reader knows which failed. */
  private static String after(List<String> lines, int index) {
    for (int i = Math.min(index, lines.size()) - 1; i >= 0; i--) {
      if (lines.get(i).endsWith(";")) {
        return ", after " + lines.get(i);
      }
    }
    return "";
  }

  /** How long the longest common sequence of the lines from i and from j is. */
  private static int[][] common(List<String> left, List<String> right) {
    int[][] longest = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        longest[i][j] =
            left.get(i).equals(right.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    return longest;
  }
}
