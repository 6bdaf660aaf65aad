package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.Stretches;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.KeyTerm.Numbering;
import io.ewig.calcite.vector.term.LongTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers groups in the order of their first rows; one thread. With several keys a group is a pair:
 * the number of what the keys before come to, and the number of the last one.
 */
final class Groups {

  private final Numbering[] keys;
  private final LongTable[] pairs;
  private final int[] numbers = new int[Batch.ROWS_MAX];

  Groups(List<KeyTerm> terms, Execution execution) {
    keys = terms.stream().map(term -> term.start(execution)).toArray(Numbering[]::new);
    pairs = new LongTable[Math.max(0, keys.length - 1)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new LongTable();
    }
  }

  /** The groups of rows; valid until it is asked again. */
  int[] of(Batch batch, Selection selection) {
    if (keys.length == 0) {
      return numbers; // all in the only group, 0
    }
    int[] groups = keys[0].of(batch, selection);
    for (int i = 0; i < pairs.length; i++) {
      groups = paired(pairs[i], groups, keys[i + 1].of(batch, selection), selection);
    }
    return groups;
  }

  /** Puts the same down as stretches, if these can be told without a look at each row. */
  boolean stretch(Batch batch, Selection selection, Stretches into) {
    into.clear();
    if (keys.length == 0) {
      into.add(selection.count(), 0);
      return true;
    }
    return keys.length == 1 && keys[0].stretch(batch, selection, into);
  }

  private int[] paired(LongTable table, int[] before, int[] last, Selection selection) {
    int[] rows = selection.rows();
    long known = -1;
    int number = 0;
    for (int i = 0; i < selection.count(); i++) {
      int row = rows[i];
      long pair = pair(before[row], last[row]);
      if (pair != known) {
        number = table.number(pair);
        known = pair;
      }
      numbers[row] = number;
    }
    return numbers;
  }

  /**
   * Takes in the groups of another, of the same terms, which is used no more.
   *
   * @return the own group of each of them
   */
  int[] take(Groups other) {
    if (keys.length == 0) {
      return new int[] {0};
    }
    int[] own = keys[0].take(other.keys[0]);
    for (int i = 0; i < pairs.length; i++) {
      own = paired(pairs[i], own, keys[i + 1].take(other.keys[i + 1]), other.pairs[i]);
    }
    return own;
  }

  private static int[] paired(LongTable table, int[] before, int[] last, LongTable others) {
    int[] own = new int[others.count()];
    for (int i = 0; i < own.length; i++) {
      long pair = others.value(i);
      own[i] = table.number(pair(before[(int) (pair >>> Integer.SIZE)], last[(int) pair]));
    }
    return own;
  }

  private static long pair(int before, int last) {
    return (long) before << Integer.SIZE | last;
  }

  int count() {
    if (keys.length == 0) {
      return 1;
    }
    return pairs.length == 0 ? keys[0].count() : pairs[pairs.length - 1].count();
  }

  /** Puts the keys of a group down. */
  void keys(int group, @Nullable Object[] to) {
    int number = group;
    for (int i = pairs.length; i > 0; i--) {
      long pair = pairs[i - 1].value(number);
      to[i] = keys[i].value((int) pair);
      number = (int) (pair >>> Integer.SIZE);
    }
    if (keys.length > 0) {
      to[0] = keys[0].value(number);
    }
  }

  long bytes() {
    long bytes = 0;
    for (Numbering key : keys) {
      bytes += key.bytes();
    }
    for (LongTable table : pairs) {
      bytes += table.bytes();
    }
    return bytes;
  }
}
