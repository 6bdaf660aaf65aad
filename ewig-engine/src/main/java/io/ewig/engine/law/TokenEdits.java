package io.ewig.engine.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The edits that make one run of tokens of another. */
final class TokenEdits {

  /** A table of so many cells finds the least edits; beyond, the middle is one edit. */
  private static final long CELLS_MAX = 1 << 20;

  private TokenEdits() {}

  /**
   * Tokens of the base that give way to others.
   *
   * @param from where in the base
   * @param to exclusive; equal to from if tokens are put in
   */
  record Edit(int from, int to, int[] by) {

    boolean isSame(Edit other) {
      return from == other.from && to == other.to && Arrays.equals(by, other.by);
    }

    /** Whether both are about the same tokens, or start at the same place. */
    boolean meets(Edit other) {
      return from == other.from || (from < other.to && other.from < to);
    }
  }

  /** Whether texts of these lengths take no more than the table, wherever they differ. */
  static boolean isQuick(long one, long other) {
    return one * other <= CELLS_MAX;
  }

  static List<Edit> of(int[] base, int[] changed) {
    int start = 0;
    int shared = Math.min(base.length, changed.length);
    while (start < shared && base[start] == changed[start]) {
      start++;
    }
    int end = 0;
    while (end < shared - start
        && base[base.length - 1 - end] == changed[changed.length - 1 - end]) {
      end++;
    }
    int[] a = Arrays.copyOfRange(base, start, base.length - end);
    int[] b = Arrays.copyOfRange(changed, start, changed.length - end);
    if (a.length == 0 && b.length == 0) {
      return List.of();
    }
    if (a.length == 0 || b.length == 0 || !isQuick(a.length, b.length)) {
      return List.of(new Edit(start, start + a.length, b));
    }
    return least(a, b, start);
  }

  /** By the longest common subsequence. */
  private static List<Edit> least(int[] a, int[] b, int offset) {
    int[][] common = new int[a.length + 1][b.length + 1];
    for (int i = a.length - 1; i >= 0; i--) {
      for (int j = b.length - 1; j >= 0; j--) {
        common[i][j] =
            a[i] == b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Edit> edits = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      int fromA = i;
      int fromB = j;
      while (i < a.length && j < b.length && a[i] == b[j]) {
        i++;
        j++;
        fromA = i;
        fromB = j;
      }
      while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] == b[j])) {
        if (j == b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      if (i > fromA || j > fromB) {
        edits.add(new Edit(offset + fromA, offset + i, Arrays.copyOfRange(b, fromB, j)));
      }
    }
    return edits;
  }

  /**
   * @param edits in the order of the base, none meeting another
   */
  static int[] apply(int[] base, List<Edit> edits) {
    int length = base.length;
    for (Edit edit : edits) {
      length += edit.by.length - (edit.to - edit.from);
    }
    int[] result = new int[length];
    int read = 0;
    int written = 0;
    for (Edit edit : edits) {
      System.arraycopy(base, read, result, written, edit.from - read);
      written += edit.from - read;
      System.arraycopy(edit.by, 0, result, written, edit.by.length);
      written += edit.by.length;
      read = edit.to;
    }
    System.arraycopy(base, read, result, written, base.length - read);
    return result;
  }
}
