package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.internal.checkpoint.Sight;
import io.ewig.engine.internal.state.Overlay;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.state.Tables;
import java.util.ArrayList;
import java.util.List;

/** Finds what a merge starts from. */
final class Bases {

  /** How often bases of bases are looked for where histories cross again and again. */
  private static final int DEPTH_MAX = 16;

  private final State state;

  Bases(State state) {
    this.state = state;
  }

  /** What was there before a commit. */
  Side before(Fork commit) {
    long first = state.log().commitOf(commit.limit() - 1).firstSeq();
    return Side.of(state, new Fork(commit.from(), first));
  }

  private List<Fork> common(Sight ours, Fork theirs) {
    Reach mine = Reach.of(state, ours.lineage(), ours.beforeSeq());
    return mine.common(Reach.of(state, theirs)).tips(state);
  }

  private Side nothing() {
    return Side.of(state, Sight.NOTHING);
  }

  /** The last common commit; nothing if there is none. */
  Side newest(Sight ours, Fork theirs) {
    List<Fork> common = common(ours, theirs);
    return common.isEmpty() ? nothing() : Side.of(state, common.get(0));
  }

  /** The merge of all last common commits. */
  Side virtual(Sight ours, Fork theirs) {
    return virtual(common(ours, theirs), 0);
  }

  private Side virtual(List<Fork> commits, int depth) {
    if (commits.isEmpty()) {
      return nothing();
    }
    Side merged = Side.of(state, commits.get(0));
    Reach reach = Reach.of(state, commits.get(0));
    for (Fork next : commits.subList(1, depth < DEPTH_MAX ? commits.size() : 1)) {
      Reach other = Reach.of(state, next);
      Side below = virtual(reach.common(other).tips(state), depth + 1);
      merged = merge(below, merged, Side.of(state, next));
      reach = reach.with(other);
    }
    return merged;
  }

  /** Exists nowhere else; where the two clash it is what was before them, so that it clashes on. */
  private static Side merge(Side base, Side ours, Side theirs) {
    Overlay merged = new Overlay(ours.source(), 0);
    Tables codecs = new Tables();
    Referee referee = Referee.always(Resolution.BASE);
    new ThreeWay(base, ours, theirs, referee).edits().forEach(edit -> edit.apply(merged, codecs));
    List<Sight> sights = new ArrayList<>(ours.sights());
    sights.addAll(theirs.sights());
    return new Side(ours.state(), sights, merged);
  }
}
