package io.ewig.engine.column;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which events of a batch are wanted, by as few columns as will do. */
final class RowFilter {

  private final EventBatch batch;
  private final EventSelection selection;

  RowFilter(EventBatch batch, EventSelection selection) {
    this.batch = batch;
    this.selection = selection;
  }

  /** Whether all of them are, as is known without a look at any. */
  boolean passesAll() {
    return batch.firstSeq() >= selection.fromSeq()
        && batch.firstSeq() + batch.size() <= selection.toSeq()
        && selection.types() == null
        && selection.worlds() == null
        && batch.zone(LongColumn.SYSTEM_TIME).isWithin(selection.fromNanos(), selection.toNanos());
  }

  /** Puts the rows down that are wanted; how many they are. */
  int select(int[] rows) {
    long first = batch.firstSeq();
    int from = (int) Math.max(0, Math.min(batch.size(), selection.fromSeq() - first));
    int to = (int) Math.max(from, Math.min(batch.size(), selection.toSeq() - first));
    int count = to - from;
    for (int i = 0; i < count; i++) {
      rows[i] = from + i;
    }
    count = during(rows, count);
    count = named(NameColumn.TYPE, selection.types(), rows, count);
    return named(NameColumn.WORLD, selection.worlds(), rows, count);
  }

  private int during(int[] rows, int count) {
    long from = selection.fromNanos();
    long to = selection.toNanos();
    if (count == 0 || batch.zone(LongColumn.SYSTEM_TIME).isWithin(from, to)) {
      return count;
    }
    long[] nanos = batch.longs(LongColumn.SYSTEM_TIME);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      rows[kept] = row;
      kept += nanos[row] >= from && nanos[row] <= to ? 1 : 0;
    }
    return kept;
  }

  private <T> int named(NameColumn<T> column, @Nullable Set<T> wanted, int[] rows, int count) {
    if (count == 0 || wanted == null) {
      return count;
    }
    Dictionary<T> names = batch.names(column);
    boolean[] isWanted = new boolean[names.size()];
    int only = -1;
    int found = 0;
    for (T name : wanted) {
      int code = names.find(name);
      if (code >= 0) {
        isWanted[code] = true;
        only = code;
        found++;
      }
    }
    if (found == 0) {
      return 0;
    }
    int[] codes = batch.codes(column);
    return found == 1 ? equal(codes, only, rows, count) : among(codes, isWanted, rows, count);
  }

  private static int equal(int[] codes, int code, int[] rows, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      rows[kept] = row;
      kept += codes[row] == code ? 1 : 0;
    }
    return kept;
  }

  private static int among(int[] codes, boolean[] isWanted, int[] rows, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      rows[kept] = row;
      kept += isWanted[codes[row]] ? 1 : 0;
    }
    return kept;
  }
}
