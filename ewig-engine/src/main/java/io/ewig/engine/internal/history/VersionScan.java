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

  private static final int NOBODY = -1;

  private final Snapshots snapshots;
  private final Moment moment;
  private final byte[] to;
  private byte[] from;
  private @Nullable Snapshot scanned;
  private Scan[] scans = {}; // newest first, those that stand on a key
  private int live;
  private int[] ties = {};
  private final BytesOut least = new BytesOut(64);
  private int leader = NOBODY; // who alone stood on the last key that was read
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
        findLeast(NOBODY);
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
    leader = NOBODY;
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
    int count = findLeast(NOBODY);
    int alone = count == 1 ? ties[0] : NOBODY;
    if (alone != NOBODY && alone == leader) {
      lead(into);
      return;
    }
    leader = alone;
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
    leader = kept == live ? leader : NOBODY;
    live = kept;
  }

  /**
   * Reads from the scan that was alone in front twice, up to where the others stand: rows that were
   * written together lie in one store, and most often one behind the other.
   */
  private void lead(VersionBatch into) {
    Scan first = scans[leader];
    findLeast(leader);
    boolean isThere = true;
    do {
      first.read(into);
      isThere = first.next();
    } while (isThere && !into.isFull() && first.compare(least.array(), least.size()) < 0);
    if (!isThere) {
      System.arraycopy(scans, leader + 1, scans, leader, live - leader - 1);
      live--;
      leader = NOBODY;
    }
  }

  /**
   * Finds the scans that stand on the least key, newest first, and says how many they are.
   *
   * @param but which one is left out; there are others
   */
  private int findLeast(int but) {
    int first = but == 0 ? 1 : 0;
    int count = 1;
    ties[0] = first;
    take(scans[first]);
    for (int i = first + 1; i < live; i++) {
      if (i == but) {
        continue;
      }
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
