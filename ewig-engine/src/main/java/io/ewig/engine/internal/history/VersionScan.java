package io.ewig.engine.internal.history;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.history.Snapshots.Entered;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Scan;
import io.ewig.engine.internal.version.VersionBatch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what counts at a moment of all keys of a range, forward, thousands of them at a time.
 *
 * <p>The same as {@link VersionCursor} finds, with less done for each key: nothing is made of it
 * but bytes in a batch. Holds nothing open between batches: runs may be merged, and it finds its
 * place again. One thread.
 */
public final class VersionScan {

  private final Snapshots snapshots;
  private final Moment moment;
  private final byte[] to;
  private byte[] from;
  private @Nullable Snapshot scanned;
  private Scan[] scans = {}; // newest first, those that stand on a key
  private int live;
  private int[] ties = {};
  private final BytesOut least = new BytesOut(64);
  private boolean isOver;

  /**
   * @param from inclusive
   * @param to exclusive
   */
  VersionScan(Snapshots snapshots, Moment moment, byte[] from, byte[] to) {
    this.snapshots = snapshots;
    this.moment = moment;
    this.from = from;
    this.to = to;
    this.isOver = Arrays.compareUnsigned(from, to) >= 0;
  }

  /** Goes on, and adds what it finds to a batch until that is full. */
  public void read(VersionBatch into) {
    if (isOver) {
      return;
    }
    try (Entered entered = snapshots.enter()) {
      if (scanned != entered.snapshot()) {
        scanned = entered.snapshot();
        open(entered.snapshot());
      }
      while (live > 0 && !into.isFull()) {
        if (live == 1) {
          readOnly(into);
        } else {
          readLeast(into);
        }
      }
      isOver = live == 0;
      if (!isOver) {
        findLeast();
        from = least.toArray(); // to go on there if there is another snapshot
      }
    }
  }

  private void open(Snapshot snapshot) {
    scans =
        Arrays.stream(snapshot.newestFirst())
            .filter(store -> store.fromSeq() < moment.beforeSeq())
            .filter(store -> store.earliestFrom() <= moment.validNanos())
            .map(store -> store.scan(from, to, moment))
            .toArray(Scan[]::new);
    ties = new int[scans.length];
    live = 0;
    for (Scan scan : scans) {
      if (scan.next()) {
        scans[live++] = scan;
      }
    }
  }

  private void readOnly(VersionBatch into) {
    Scan only = scans[0];
    boolean isThere = true;
    while (isThere && !into.isFull()) {
      only.read(into);
      isThere = only.next();
    }
    live = isThere ? 1 : 0;
  }

  private void readLeast(VersionBatch into) {
    int count = findLeast();
    boolean isFound = false;
    for (int i = 0; i < count && !isFound; i++) {
      isFound = scans[ties[i]].read(into);
    }
    int kept = 0;
    for (int scan = 0, tie = 0; scan < live; scan++) {
      boolean isTie = tie < count && ties[tie] == scan;
      tie += isTie ? 1 : 0;
      if (!isTie || scans[scan].next()) {
        scans[kept++] = scans[scan];
      }
    }
    live = kept;
  }

  /** Finds the scans that stand on the least key, newest first, and says how many they are. */
  private int findLeast() {
    int count = 1;
    ties[0] = 0;
    take(scans[0]);
    for (int i = 1; i < live; i++) {
      int order = scans[i].compare(least.array(), least.size());
      if (order == 0) {
        ties[count++] = i;
      } else if (order < 0) {
        take(scans[i]);
        ties[0] = i;
        count = 1;
      }
    }
    return count;
  }

  private void take(Scan scan) {
    least.clear();
    scan.copyKey(least);
  }
}
