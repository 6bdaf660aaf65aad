package io.ewig.engine.replica;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import java.util.ArrayList;
import java.util.List;

/** Carries commits from one database to another. */
final class Exchange {

  private Exchange() {}

  static List<Commit> commits(CommitCursor cursor) {
    List<Commit> commits = new ArrayList<>();
    while (cursor.next()) {
      commits.add(cursor.commit());
    }
    return commits;
  }

  /** What one has and the other lacks. */
  static List<Commit> lacking(Ewig from, Ewig to) {
    Replica there = to.replica();
    return commits(from.replica().since(there.version(), there.part().wanted()));
  }

  static Adopted pull(Ewig from, Ewig to) {
    return to.replica()
        .adopt(lacking(from, to), address -> from.replica().object(address).orElseThrow());
  }

  /** Everybody gets everything. */
  static void heal(List<Ewig> replicas) {
    for (int round = 0; round < 2; round++) {
      replicas.forEach(from -> replicas.forEach(to -> pull(from, to)));
    }
  }

  static void both(Ewig one, Ewig other) {
    pull(one, other);
    pull(other, one);
  }
}
