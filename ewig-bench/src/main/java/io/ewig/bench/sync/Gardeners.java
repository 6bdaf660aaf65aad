package io.ewig.bench.sync;

import io.ewig.bench.line.Workbench;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.replica.CommitCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Two replicas that have the same events of many origins, each about a garden of its own, and what
 * these will write next.
 */
final class Gardeners implements AutoCloseable {

  /** How often each will have written something. */
  private static final int WRITES = 2;

  private static final int COMMITS_AT_A_TIME = 1_000;

  private final Ewig more;
  private final Ewig less;
  private final List<List<Commit>> later = new ArrayList<>();
  private int written;

  private Gardeners(Ewig more, Ewig less) {
    this.more = more;
    this.less = less;
    for (int i = 0; i < WRITES; i++) {
      later.add(new ArrayList<>());
    }
  }

  /**
   * @param events of all of them together
   */
  static Gardeners meet(Workbench bench, int origins, long events) throws Exception {
    Gardeners gardeners =
        new Gardeners(History.open(bench.fresh("more")), History.open(bench.fresh("less")));
    gardeners.grow(origins, events);
    return gardeners;
  }

  private void grow(int origins, long events) {
    List<Commit> common = new ArrayList<>();
    for (int i = 0; i < origins; i++) {
      try (Ewig each = Ewig.inMemory()) {
        History.append(each, "garden" + i, Math.max(1, events / origins - WRITES));
        common.addAll(since(each, VersionVector.EMPTY));
        for (List<Commit> commits : later) {
          VersionVector before = each.replica().version();
          History.append(each, "garden" + i, 1);
          commits.addAll(since(each, before));
        }
      }
      if (common.size() >= COMMITS_AT_A_TIME || i == origins - 1) {
        more.replica().adopt(common);
        less.replica().adopt(common);
        common.clear();
      }
    }
  }

  /** One more event by each of so many. */
  void write(int origins) {
    more.replica().adopt(later.get(written++).subList(0, origins));
  }

  Ewig more() {
    return more;
  }

  Ewig less() {
    return less;
  }

  private static List<Commit> since(Ewig at, VersionVector version) {
    List<Commit> commits = new ArrayList<>();
    CommitCursor lacking = at.replica().since(version);
    while (lacking.next()) {
      commits.add(lacking.commit());
    }
    return commits;
  }

  @Override
  public void close() {
    more.close();
    less.close();
  }
}
