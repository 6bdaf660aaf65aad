package io.ewig.engine.internal.history;

import io.ewig.engine.internal.history.Snapshots.Entered;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Series;

/**
 * Walks over the keys of a range that were given a version on a line between two seqs, and says for
 * which valid times, in unsigned byte order.
 *
 * <p>Costs what walking over all keys costs that the stores of these seqs have. Holds nothing open
 * between two calls. One thread.
 */
public final class RecordedCursor {

  private final Snapshots snapshots;
  private final RangeWalk walk;
  private final int line;
  private final long fromSeq;
  private final long toSeq;
  private int versions;
  private long validFrom;
  private long validTo;

  RecordedCursor(Snapshots snapshots, byte[] from, byte[] to, int line, long fromSeq, long toSeq) {
    this.snapshots = snapshots;
    this.walk = new RangeWalk(snapshot -> snapshot.recordedIn(fromSeq, toSeq), from, to, false);
    this.line = line;
    this.fromSeq = fromSeq;
    this.toSeq = toSeq;
  }

  public boolean next() {
    try (Entered entered = snapshots.enter()) {
      versions = 0;
      while (versions == 0 && walk.next(entered.snapshot())) {
        validFrom = Long.MAX_VALUE;
        validTo = Long.MIN_VALUE;
        MergeWalk at = walk.at();
        for (int i = 0; i < at.ties(); i++) {
          add(at.tie(i));
        }
      }
    }
    return versions > 0;
  }

  private void add(Group group) {
    int at = group.indexOf(line);
    if (at < 0) {
      return;
    }
    Series series = group.series(at);
    int end = series.countBefore(toSeq);
    for (int i = series.countBefore(fromSeq); i < end; i++) {
      validFrom = Math.min(validFrom, series.validFrom(i));
      validTo = Math.max(validTo, series.validTo(i));
      versions++;
    }
  }

  /** The key it stands on; not to be changed. */
  public byte[] key() {
    return walk.at().key();
  }

  /** How many versions it was given. */
  public int versions() {
    return versions;
  }

  /** Where the first of their periods begins. */
  public long validFrom() {
    return validFrom;
  }

  /** Where the last of their periods ends, exclusive. */
  public long validTo() {
    return validTo;
  }
}
