package io.ewig.calcite.vector.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Selection;
import io.ewig.calcite.vector.stored.StoredColumn;
import io.ewig.calcite.vector.stored.StoredRows;
import io.ewig.calcite.vector.term.LongTable;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of one side by what has to be equal; filled by one thread, then read by any.
 *
 * <p>Rows that are equal to nothing are left out. Those with the same key follow each other in the
 * order in which they came.
 */
final class JoinTable {

  private static final int FIRST = 64;

  private final StoredRows rows;
  private final JoinKey.Index[] keys;
  private final LongTable[] pairs; // of the number of the keys before, and that of the next one
  private final Selection kept = new Selection();
  private int[] firsts = new int[FIRST]; // of a key its first row, or 0
  private int[] lasts = new int[FIRST];
  private int[] nexts = new int[FIRST]; // of a row the next one with its key, or 0

  JoinTable(List<JoinKey> keys, List<StoredColumn.Wanted> columns, Execution execution) {
    this.rows = new StoredRows(columns);
    this.keys = keys.stream().map(key -> key.start(execution)).toArray(JoinKey.Index[]::new);
    this.pairs = new LongTable[keys.size() - 1];
    Arrays.setAll(pairs, i -> new LongTable());
  }

  /** Takes rows in. */
  void add(Batch batch, Selection selection) {
    kept.set(selection.rows(), selection.count());
    int[] numbers = narrowed(keys[0].add(batch, kept), kept);
    for (int i = 0; i < pairs.length; i++) {
      int[] more = narrowed(keys[i + 1].add(batch, kept), kept);
      for (int j = 0; j < kept.count(); j++) {
        int row = kept.rows()[j];
        numbers[row] = pairs[i].number(pair(numbers[row], more[row]));
      }
    }
    int first = rows.count() + 1;
    rows.add(batch, kept);
    nexts = longEnough(nexts, rows.count() + 1);
    for (int i = 0; i < kept.count(); i++) {
      append(numbers[kept.rows()[i]], first + i);
    }
  }

  /** Leaves out rows that have no number. */
  private static int[] narrowed(int[] numbers, Selection selection) {
    int[] rows = selection.rows();
    int kept = 0;
    for (int i = 0; i < selection.count(); i++) {
      int row = rows[i];
      rows[kept] = row;
      kept += numbers[row] == JoinKey.NONE ? 0 : 1;
    }
    selection.keep(kept);
    return numbers;
  }

  private void append(int key, int row) {
    firsts = longEnough(firsts, key + 1);
    lasts = longEnough(lasts, key + 1);
    if (firsts[key] == 0) {
      firsts[key] = row;
    } else {
      nexts[lasts[key]] = row;
    }
    lasts[key] = row;
  }

  private static int[] longEnough(int[] numbers, int length) {
    return numbers.length >= length
        ? numbers
        : Arrays.copyOf(numbers, Math.max(length, 2 * numbers.length));
  }

  private static long pair(int before, int next) {
    return (long) before << Integer.SIZE | next;
  }

  StoredRows rows() {
    return rows;
  }

  /** The row behind another that has the same key, or 0. */
  int next(int row) {
    return nexts[row];
  }

  /** What looks rows of the other side up; for one thread. */
  Lookup lookup(Execution execution) {
    return new Lookup(execution);
  }

  /** Looks rows up. */
  final class Lookup {
    private final JoinKey.Finding[] findings;
    private final Selection left = new Selection();

    Lookup(Execution execution) {
      this.findings =
          Arrays.stream(keys).map(key -> key.find(execution)).toArray(JoinKey.Finding[]::new);
    }

    /**
     * Puts the first row with the same key down for each row, or 0.
     *
     * @param to by the rows of the batch
     */
    void find(Batch batch, Selection selection, int[] to) {
      int[] rows = selection.rows();
      for (int i = 0; i < selection.count(); i++) {
        to[rows[i]] = 0;
      }
      left.set(rows, selection.count());
      int[] numbers = narrowed(findings[0].of(batch, left), left);
      for (int i = 0; i < pairs.length && !left.isEmpty(); i++) {
        int[] more = narrowed(findings[i + 1].of(batch, left), left);
        for (int j = 0; j < left.count(); j++) {
          int row = left.rows()[j];
          numbers[row] = pairs[i].find(pair(numbers[row], more[row]));
        }
        narrowed(numbers, left);
      }
      for (int i = 0; i < left.count(); i++) {
        int row = left.rows()[i];
        int number = numbers[row];
        to[row] = number < firsts.length ? firsts[number] : 0;
      }
    }
  }

  /** About what it holds in memory. */
  long bytes() {
    long bytes = rows.bytes() + 4L * (firsts.length + lasts.length + nexts.length);
    for (JoinKey.Index key : keys) {
      bytes += key.bytes();
    }
    for (LongTable table : pairs) {
      bytes += table.bytes();
    }
    return bytes;
  }
}
