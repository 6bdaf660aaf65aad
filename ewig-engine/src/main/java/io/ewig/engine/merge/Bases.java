package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what a merge starts from. */
final class Bases {

  /** How often bases of bases are looked for where histories cross again and again. */
  private static final int DEPTH_MAX = 16;

  private final State state;
  private final @Nullable World about;

  /**
   * @param about the world that is merged, or null
   */
  Bases(State state, @Nullable World about) {
    this.state = state;
    this.about = about;
  }

  /** What was there before a commit. */
  Side before(Fork commit) {
    long first = state.log().commitOf(commit.limit() - 1).firstSeq();
    return Side.of(state, new Fork(commit.from(), first));
  }

  private List<Fork> common(Sight ours, Fork theirs) {
    return reach(ours).common(Reach.of(state, theirs, about)).tips(state);
  }

  private Reach reach(Sight sight) {
    return Reach.of(state, sight.lineage(), sight.beforeSeq(), about);
  }

  private Side nothing() {
    return Side.of(state, Sight.NOTHING);
  }

  /** The last common commit; nothing if there is none. */
  Side newest(Sight ours, Fork theirs) {
    List<Fork> common = common(ours, theirs);
    return common.isEmpty() ? nothing() : Side.of(state, common.get(0));
  }

  /** The merge of all last common commits, in what differs between one of them and theirs. */
  Side virtual(Sight ours, Fork theirs) {
    List<Fork> commits = common(ours, theirs);
    return virtual(commits, commits.size() < 2 ? null : wanted(commits, theirs), 0);
  }

  private @Nullable SortedSet<byte[]> wanted(List<Fork> commits, Fork theirs) {
    SortedSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    Ways ways = new Ways(state);
    for (Fork commit : commits) {
      Changes changes = ways.changes(Ways.sight(commit), Ways.sight(theirs));
      while (changes.next()) {
        keys.add(changes.key());
        if (keys.size() > ThreeWay.KEYS_MAX) {
          return null; // the merge will say that this is too much
        }
      }
    }
    return keys;
  }

  /**
   * @param wanted the keys that matter, or null if all do
   */
  private Side virtual(List<Fork> commits, @Nullable SortedSet<byte[]> wanted, int depth) {
    if (commits.isEmpty()) {
      return nothing();
    }
    Side merged = Side.of(state, commits.get(0));
    Reach reach = Reach.of(state, commits.get(0), about);
    for (Fork next : commits.subList(1, depth < DEPTH_MAX ? commits.size() : 1)) {
      Reach other = Reach.of(state, next, about);
      Side side = Side.of(state, next);
      SortedSet<byte[]> keys = differing(wanted, merged, side);
      Side below =
          keys != null && keys.isEmpty()
              ? nothing()
              : virtual(reach.common(other).tips(state), keys, depth + 1);
      merged = merge(below, merged, side, keys);
      reach = reach.with(other);
    }
    return merged;
  }

  /** Rows and objects are merged each for itself, as long as no definition of a table differs. */
  private static @Nullable SortedSet<byte[]> differing(
      @Nullable SortedSet<byte[]> wanted, Side one, Side other) {
    if (wanted == null || !one.catalog().hasTablesOf(other.catalog())) {
      return null;
    }
    SortedSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    for (byte[] key : wanted) {
      if (Changes.differ(one.source(), other.source(), key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Exists nowhere else; where the two clash it is what was before them, so that it clashes on. */
  private static Side merge(Side base, Side ours, Side theirs, @Nullable SortedSet<byte[]> keys) {
    Overlay merged = new Overlay(ours.source(), 0);
    Tables codecs = new Tables();
    Referee referee = Referee.always(Resolution.BASE);
    ThreeWay merge = new ThreeWay(base, ours, theirs, referee);
    (keys == null ? merge.edits() : merge.edits(keys)).forEach(e -> e.apply(merged, codecs));
    List<Sight> sights = new ArrayList<>(ours.sights());
    sights.addAll(theirs.sights());
    return new Side(ours.state(), sights, merged);
  }
}
