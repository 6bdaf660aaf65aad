package io.ewig.sync.session;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.VersionVector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a replica knows of others, and may fold because of that: who had seen what, and has it. */
final class ModelPast {

  private VersionVector folded = VersionVector.EMPTY;
  private final Map<Origin, VersionVector> seen = new HashMap<>(); // by what is folded says
  private final Map<Origin, VersionVector> said = new HashMap<>();
  private final Set<Origin> retired = new HashSet<>();
  private Set<Origin> waitedFor = Set.of(); // when something was folded last

  VersionVector folded() {
    return folded;
  }

  Map<Origin, VersionVector> seen() {
    return seen;
  }

  /** Takes over where another one's history begins. */
  void beginAt(ModelPast other) {
    folded = other.folded;
    seen.putAll(other.seen);
    retired.addAll(other.retired);
  }

  void said(Origin origin, VersionVector version) {
    said.put(origin, version);
  }

  void retire(Origin origin) {
    retired.add(origin);
  }

  /** Whether the last folding had to wait for a replica: who was known by then, and not retired. */
  boolean hasWaitedFor(Origin origin) {
    return waitedFor.contains(origin);
  }

  /** What an origin had seen when it had made a commit, which follows those that are here. */
  static VersionVector had(Map<Origin, VersionVector> seen, Commit commit) {
    Origin origin = commit.first().origin();
    return seen.getOrDefault(origin, VersionVector.EMPTY)
        .merge(Seen.in(commit.info()))
        .with(origin, commit.last().originSeq());
  }

  /**
   * Folds what all have who may still write, and whoever made the rest had seen.
   *
   * @param log all that is durable
   * @param isIgnoring whether one of them is forgotten: the defect
   */
  void fold(Origin self, VersionVector here, List<Commit> log, boolean isIgnoring) {
    Set<Origin> others = others(self, here);
    Set<Origin> known = Set.copyOf(others);
    if (isIgnoring && !others.isEmpty()) {
      others.remove(others.iterator().next());
    }
    Map<Origin, VersionVector> all = new HashMap<>(seen);
    log.forEach(commit -> all.put(commit.first().origin(), had(all, commit)));
    VersionVector horizon = here;
    for (Origin origin : others) {
      VersionVector has =
          all.getOrDefault(origin, VersionVector.EMPTY).with(origin, here.get(origin));
      VersionVector told = said.getOrDefault(origin, VersionVector.EMPTY);
      horizon = horizon.common(here.knows(origin, told.get(origin)) ? has.merge(told) : has);
    }
    VersionVector before = VersionVector.EMPTY;
    while (!before.equals(horizon)) {
      before = horizon;
      horizon = seenByAllBehind(horizon, log);
    }
    if (horizon.contains(folded)) { // else somebody who is known since lacks some of it
      folded = horizon;
      waitedFor = known;
    }
  }

  private VersionVector seenByAllBehind(VersionVector horizon, List<Commit> log) {
    Map<Origin, VersionVector> so = new HashMap<>(seen);
    VersionVector lower = horizon;
    for (Commit commit : log) {
      VersionVector had = had(so, commit);
      so.put(commit.first().origin(), had);
      if (!horizon.knows(commit.first().origin(), commit.last().originSeq())) {
        lower = lower.common(had.with(commit.first().origin(), commit.first().originSeq() - 1));
      }
    }
    return lower;
  }

  /** All others that may write: but for those of whom all is here, and nothing will come. */
  private Set<Origin> others(Origin self, VersionVector here) {
    Set<Origin> others = new TreeSet<>(here.seqs().keySet());
    others.addAll(said.keySet());
    others.remove(self);
    others.removeIf(
        origin ->
            retired.contains(origin)
                && said.values().stream().allMatch(each -> each.get(origin) <= here.get(origin)));
    return others;
  }
}
