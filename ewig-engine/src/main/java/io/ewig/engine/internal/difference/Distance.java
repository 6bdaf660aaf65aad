package io.ewig.engine.internal.difference;

import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says how many events one of two sights has and the other has not, at most; any thread.
 *
 * <p>Where several lines grow at a time, events of others between those of one are counted as well;
 * what is 0 is exact.
 */
public final class Distance {

  private final State state;
  private final Map<Integer, Long> starts = new ConcurrentHashMap<>(); // by line

  public Distance(State state) {
    this.state = state;
  }

  public long between(Sight one, Sight other) {
    long distance = 0;
    for (int line : one.linesWith(other)) {
      long a = one.limit(line);
      long b = other.limit(line);
      if (a != b) {
        distance += onLine(line, Math.min(a, b), Math.max(a, b));
      }
    }
    return distance;
  }

  private long onLine(int line, long from, long to) {
    long end = lastBefore(line, to) + 1;
    long begun = beginsBetween(line, from, to) ? 1 : 0;
    return begun + (end <= from ? 0 : end - Math.max(from, start(line, end)));
  }

  /** Whether a line begins there other than what it sees. */
  private boolean beginsBetween(int line, long from, long to) {
    return state.versions().newestSeq(LateNotes.beginnings(), Lineage.of(line), to) >= from;
  }

  /** The seq at which the last commit of a line before a seq ends, or -1. */
  public long lastBefore(int line, long seq) {
    byte[] commits = Space.COMMITS.key(Space.ofLine(line));
    return state.versions().newestSeq(commits, Lineage.of(line), seq);
  }

  /** The seq of a line's first event, which lies before an end that one of its commits has. */
  private long start(int line, long end) {
    Long known = starts.get(line);
    if (known != null) {
      return known;
    }
    long none = 0; // before this there is no commit
    long some = end; // before this there is one
    while (none + 1 < some) {
      long middle = (none + some) >>> 1;
      if (lastBefore(line, middle) < 0) {
        none = middle;
      } else {
        some = middle;
      }
    }
    long start = state.log().commitOf(none).firstSeq();
    starts.put(line, start);
    return start;
  }
}
