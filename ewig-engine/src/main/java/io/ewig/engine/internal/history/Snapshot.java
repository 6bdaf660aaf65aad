package io.ewig.engine.internal.history;

import io.ewig.engine.internal.run.Run;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which tables and runs there are at a time.
 *
 * <p>Its runs stay open while a reader is inside; who comes when it has been replaced and closed is
 * turned away and takes the next one.
 */
final class Snapshot {

  private final MemoryTable active;
  private final List<FrozenTable> frozen; // oldest first
  private final List<Run> runs; // oldest first
  private final Store[] newestFirst;
  private final ReadGuard guard = new ReadGuard();

  Snapshot(MemoryTable active, List<FrozenTable> frozen, List<Run> runs) {
    this.active = active;
    this.frozen = List.copyOf(frozen);
    this.runs = List.copyOf(runs);
    List<Store> stores = new ArrayList<>(runs);
    frozen.forEach(table -> stores.add(table.table()));
    stores.add(active);
    Collections.reverse(stores);
    this.newestFirst = stores.toArray(Store[]::new);
  }

  MemoryTable active() {
    return active;
  }

  List<FrozenTable> frozen() {
    return frozen;
  }

  List<Run> runs() {
    return runs;
  }

  Store[] newestFirst() {
    return newestFirst;
  }

  /** The stores that may hold what was recorded from one seq up to another, newest first. */
  Store[] recordedIn(long fromSeq, long toSeq) {
    int first = 0;
    while (first < newestFirst.length && newestFirst[first].fromSeq() >= toSeq) {
      first++;
    }
    int end = first;
    while (end < newestFirst.length && (end == 0 || newestFirst[end - 1].fromSeq() > fromSeq)) {
      end++;
    }
    return Arrays.copyOfRange(newestFirst, first, end);
  }

  ReadGuard guard() {
    return guard;
  }
}
