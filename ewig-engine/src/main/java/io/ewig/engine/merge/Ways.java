package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.event.Commit;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.difference.Way;
import io.ewig.engine.internal.lineage.Residues;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between two states along a way through history, which goes over merges instead
 * of back to where two lines were forked; one thread.
 *
 * <ul>
 *   <li>from a state down its line to the merge that brought what is looked for, over to what was
 *       merged, and on from there: if two states differ in a key, it was changed on the way, or the
 *       merge's result differs in it from what was merged, whatever the merge's strategy was;
 *   <li>what a merge left different is found once, along the way between its two parents, and kept;
 *   <li>where no such way is known, all is read that one side has and the other has not.
 * </ul>
 */
public final class Ways {

  /** Whoever has to go over more merges reads both lines. */
  private static final int HOPS_MAX = 16;

  private final State state;

  public Ways(State state) {
    this.state = state;
  }

  /** What differs between two sights; exact. */
  public Changes changes(Sight before, Sight after) {
    Way way = new Way();
    return connect(way, before, after, true)
        ? Changes.along(state, way, before, after)
        : Changes.between(state, before, after);
  }

  /**
   * Adds a way between two sights, by the newest commit that both have.
   *
   * @param isFinding whether what a merge left different may be looked for
   */
  private boolean connect(Way way, Sight one, Sight other, boolean isFinding) {
    boolean isPlain = one.covers(other) || other.covers(one);
    if (isPlain || (!hasMerged(one) && !hasMerged(other))) {
      way.add(one, other);
      return true;
    }
    Reach common = reach(one).common(reach(other));
    if (common.isEmpty()) {
      way.add(one, other);
      return true;
    }
    Fork base = common.tips(state).get(0);
    return descend(way, one, base, isFinding) && descend(way, other, base, isFinding);
  }

  private boolean hasMerged(Sight sight) {
    Lineage lineage = sight.lineage();
    for (int i = 0; i < lineage.size(); i++) {
      int line = lineage.line(i);
      if (!state.merges().into(line, 0, sight.limit(line)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private Reach reach(Sight sight) {
    return Reach.of(state, sight.lineage(), sight.beforeSeq());
  }

  static Sight sight(Fork commit) {
    return new Sight(commit.from().lineage(), commit.limit());
  }

  private boolean descend(Way way, Sight from, Fork to, boolean isFinding) {
    Sight at = from;
    for (int hops = 0; hops < HOPS_MAX; hops++) {
      if (at.limit(to.from().number()) >= to.limit()) {
        way.add(at, sight(to));
        return true;
      }
      Hop hop = bringing(at, to);
      Optional<List<byte[]>> residue = hop == null ? Optional.empty() : residue(hop, isFinding);
      if (hop == null || residue.isEmpty()) {
        return false;
      }
      way.add(at, hop.merged());
      way.addAll(residue.get());
      at = sight(hop.source());
    }
    return false;
  }

  /**
   * A merge.
   *
   * @param seq of the event that says what was merged
   * @param target what was merged into
   * @param merged what it became
   */
  private record Hop(long seq, Sight target, Sight merged, Fork source) {}

  /** The merge by which a commit first got to be in the history of a sight's own lines. */
  private @Nullable Hop bringing(Sight at, Fork commit) {
    TreeMap<Long, List<Fork>> merges = new TreeMap<>();
    for (int i = 0; i < at.lineage().size(); i++) {
      int line = at.lineage().line(i);
      merges.putAll(state.merges().into(line, commit.limit(), at.limit(line)));
    }
    List<Long> seqs = new ArrayList<>(merges.keySet());
    int without = -1;
    int with = seqs.size();
    while (without + 1 < with) {
      int middle = (without + with) >>> 1;
      if (reach(after(at, seqs.get(middle))).contains(commit)) {
        with = middle;
      } else {
        without = middle;
      }
    }
    return with == seqs.size() ? null : hop(at, merges.tailMap(seqs.get(with)), commit);
  }

  private Sight after(Sight at, long event) {
    return new Sight(at.lineage(), state.log().commitOf(event).endSeq());
  }

  /** A commit may say of several others that it merges them. */
  private @Nullable Hop hop(Sight at, Map<Long, List<Fork>> merges, Fork commit) {
    for (Map.Entry<Long, List<Fork>> merge : merges.entrySet()) {
      for (Fork source : merge.getValue()) {
        if (Reach.of(state, source, null).contains(commit)) {
          Commit by = state.log().commitOf(merge.getKey());
          Sight target = new Sight(at.lineage(), by.firstSeq());
          Sight merged = new Sight(at.lineage(), by.endSeq());
          return new Hop(merge.getKey(), target, merged, source);
        }
      }
    }
    return null;
  }

  /** The keys in which a merge's result differs from what was merged, if those are not many. */
  private Optional<List<byte[]>> residue(Hop hop, boolean isFinding) {
    boolean isOne = !state.isFolded(hop.seq()); // a milestone may stand for several merges
    Optional<List<byte[]>> known = isOne ? state.residues().of(hop.seq()) : Optional.empty();
    if (known.isPresent() || !isFinding) {
      return known;
    }
    Sight source = sight(hop.source());
    Way way = new Way();
    way.add(hop.target(), hop.merged());
    Changes changes =
        connect(way, hop.target(), source, false)
            ? Changes.along(state, way, source, hop.merged())
            : Changes.between(state, source, hop.merged());
    List<byte[]> keys = new ArrayList<>();
    while (changes.next()) {
      keys.add(changes.key());
      if (keys.size() > Residues.KEYS_MAX) {
        return Optional.empty();
      }
    }
    if (isOne) {
      state.residues().keep(hop.seq(), keys);
    }
    return Optional.of(keys);
  }
}
