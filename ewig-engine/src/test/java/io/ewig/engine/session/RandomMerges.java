package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.branch.RefChange;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.NaiveHistory.Moment;
import io.ewig.engine.session.NaiveHistory.NaiveCommit;
import io.ewig.engine.session.NaiveHistory.NaiveLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Merges in a random history: of any branch at any moment into any other, in all ways. */
final class RandomMerges {

  private final Randoms random;
  private final TestDatabase db;
  private final NaiveHistory oracle;
  private final NaiveNames names;
  private final Map<ErrorCode, Integer> refusals;
  private final Map<String, Integer> counts = new TreeMap<>();

  RandomMerges(
      Randoms random,
      TestDatabase db,
      NaiveHistory oracle,
      NaiveNames names,
      Map<ErrorCode, Integer> refusals) {
    this.random = random;
    this.db = db;
    this.oracle = oracle;
    this.names = names;
    this.refusals = refusals;
  }

  /** What came of them, and how often. */
  Map<String, Integer> counts() {
    return counts;
  }

  /**
   * @param then half of the merges are of what a branch was at that moment
   */
  void merge(When then) {
    String into = random.of(names.living().toArray(String[]::new));
    String from = random.of(names.living().toArray(String[]::new));
    When when = random.oneIn(2) ? When.NOW : then;
    Moment source = names.moment(from, when);
    NaiveLine line = names.now(into);
    MergeStrategy how = random.of(MergeStrategy.values());
    long size = names.sizeAt(When.NOW);
    List<MergeResult> results = new ArrayList<>();
    ErrorCode refused = RandomHistory.codeOf(() -> results.add(merge(from, when, into, how)));
    if (refused != null) {
      assertThat(refused).isIn(ErrorCode.NOT_FAST_FORWARD, ErrorCode.INVALID_ARGUMENT);
      assertThat(db.log().head().size()).isEqualTo(size);
      refusals.merge(refused, 1, Integer::sum);
      return;
    }
    MergeResult result = results.get(0);
    counts.merge(how + " " + result.getClass().getSimpleName(), 1, Integer::sum);
    if (result instanceof MergeResult.Paused paused) {
      result = settle(paused);
    }
    take(size, line, result);
    if (result instanceof MergeResult.FastForwarded) {
      names.point(size, into, names.fork(source));
    }
    Moment after = names.moment(into, When.NOW);
    for (Table table : oracle.tables(after)) {
      assertThat(oracle.isUniqueBroken(after, table))
          .as("%s by %s breaks what is unique in %s: %s", into, how, table, results)
          .isFalse();
    }
  }

  private MergeResult merge(String from, When when, String into, MergeStrategy how) {
    Merges real = new Merges(db.database());
    if (how.isMerge() || how == MergeStrategy.SQUASH) {
      return real.merge(db.view(from, when), into, how, new Words());
    }
    List<NaiveCommit> own = oracle.commits().stream().filter(c -> c.line() != null).toList();
    EventId commit = db.log().commitOf(own.get(random.below(own.size())).seq()).id();
    return how == MergeStrategy.REVERT
        ? real.revert(commit, into, new Words())
        : real.cherryPick(commit, into, new Words());
  }

  /** By one side, or not at all. */
  private MergeResult settle(MergeResult.Paused paused) {
    Merges real = new Merges(db.database());
    String waiting = paused.merge().id();
    MergeResult result = paused;
    if (!random.oneIn(4)) {
      real.settleAll(waiting, random.of(Resolution.Take.OURS, Resolution.Take.THEIRS));
      result = real.complete(waiting);
    }
    if (result instanceof MergeResult.Paused) {
      real.abort(waiting);
    } else {
      counts.merge("settled", 1, Integer::sum);
    }
    return result;
  }

  /** All that the log has got since: one commit may be of the branch, the others of names. */
  private void take(long size, NaiveLine line, MergeResult result) {
    long seq = size;
    while (seq < db.log().head().size()) {
      Commit commit = db.log().commitOf(seq);
      if (commit.info().branch().equals(RefChange.LINE)) {
        oracle.add(new NaiveCommit(null, seq, commit.endSeq(), commit.systemNanos(), null));
      } else {
        assertThat(result).isEqualTo(new MergeResult.Merged(commit));
        new NaiveMerge(oracle, line).take(commit);
      }
      seq = commit.endSeq();
    }
  }
}
