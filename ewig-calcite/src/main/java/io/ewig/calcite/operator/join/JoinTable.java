package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of one side by their keys; for each whether it had a match. */
final class JoinTable implements AutoCloseable {

  /** A row, and the next one with the same key. */
  static final class Entry {
    final @Nullable Object[] row;
    @Nullable Entry next;
    boolean isMatched;

    Entry(@Nullable Object[] row) {
      this.row = row;
    }
  }

  private static final class Bucket {
    final Entry first;
    Entry last;

    Bucket(Entry first) {
      this.first = first;
      this.last = first;
    }
  }

  private final JoinKeys joinKeys;
  private final Keys keys;
  private final boolean keepsAll;
  private final Reservation memory;
  private final Map<Key, Bucket> buckets = new HashMap<>();
  private final List<Entry> all = new ArrayList<>();
  private boolean isEmpty = true;

  /**
   * @param keepsAll also rows that cannot match, and all in the order they came
   */
  JoinTable(JoinKeys joinKeys, Keys keys, boolean keepsAll, Execution execution) {
    this.joinKeys = joinKeys;
    this.keys = keys;
    this.keepsAll = keepsAll;
    this.memory = new Reservation(execution.memory(), "a hash join");
  }

  /** Whether there was room; there always is for a first row. */
  boolean tryAdd(@Nullable Object[] row) {
    boolean canMatch = joinKeys.canMatch(keys, row);
    if (!canMatch && !keepsAll) {
      return true;
    }
    Key key = keys.of(row);
    long size = RowSize.of(row) + key.size() + RowSize.ENTRY + RowSize.SLOT;
    if (isEmpty) {
      memory.take(size);
    } else if (!memory.tryTake(size)) {
      return false;
    }
    isEmpty = false;
    Entry entry = new Entry(row);
    if (keepsAll) {
      all.add(entry);
    }
    if (canMatch) {
      put(key, entry);
    }
    return true;
  }

  private void put(Key key, Entry entry) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      buckets.put(key, new Bucket(entry));
    } else {
      bucket.last.next = entry;
      bucket.last = entry;
    }
  }

  boolean isEmpty() {
    return isEmpty;
  }

  @Nullable Entry find(Keys of, @Nullable Object[] row) {
    if (!joinKeys.canMatch(of, row)) {
      return null;
    }
    Bucket bucket = buckets.get(of.of(row));
    return bucket == null ? null : bucket.first;
  }

  /** All rows, if it keeps all. */
  List<Entry> entries() {
    return all;
  }

  /** Each row that is there; for one that does not keep all only those that can match. */
  void forEach(Consumer<@Nullable Object[]> action) {
    if (keepsAll) {
      all.forEach(entry -> action.accept(entry.row));
      return;
    }
    for (Bucket bucket : buckets.values()) {
      for (Entry entry = bucket.first; entry != null; entry = entry.next) {
        action.accept(entry.row);
      }
    }
  }

  /** Forgets all rows. */
  @Override
  public void close() {
    buckets.clear();
    all.clear();
    isEmpty = true;
    memory.close();
  }
}
