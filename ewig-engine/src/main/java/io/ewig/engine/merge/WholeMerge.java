package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a merge changes in ours; one thread, one merge.
 *
 * <p>Mostly that is one {@link ThreeWay}. But where a branch that is about one world has merged
 * others, these are merged in that world and in no other one: then it has a base of its own.
 */
public final class WholeMerge {

  private final State state;
  private final Sight ours;
  private final Fork source;
  private final MergeStrategy how;
  private final Referee referee;

  /**
   * @param source the commit that is merged, picked or undone
   */
  public WholeMerge(State state, Sight ours, Fork source, MergeStrategy how, Referee referee) {
    this.state = state;
    this.ours = ours;
    this.source = source;
    this.how = how;
    this.referee = referee;
  }

  /**
   * What changes: tables first.
   *
   * @param only the one world that ours is about, or null
   */
  public List<Edit> edits(@Nullable World only) {
    if (only != null) {
      return in(only);
    }
    Set<World> apart = apart();
    ThreeWay rest = ThreeWay.of(state, ours, source, how, referee, null);
    if (apart.isEmpty()) {
      return rest.edits();
    }
    List<Edit> edits = new ArrayList<>(rest.without(apart).edits());
    apart.forEach(world -> edits.addAll(in(world)));
    edits.sort(Comparator.comparing(edit -> !(edit instanceof Edit.OfTable)));
    return edits;
  }

  private List<Edit> in(World world) {
    return ThreeWay.of(state, ours, source, how, referee, world).limitedTo(world).edits();
  }

  /** The worlds in which the two have more in common than in all others. */
  private Set<World> apart() {
    Set<World> worlds = Reach.worlds(state);
    if (!worlds.isEmpty()) {
      Map<Integer, Long> everywhere = common(null);
      worlds.removeIf(world -> common(world).equals(everywhere));
    }
    return worlds;
  }

  private Map<Integer, Long> common(@Nullable World about) {
    Reach mine = Reach.of(state, ours.lineage(), ours.beforeSeq(), about);
    return mine.common(Reach.of(state, source, about)).limits();
  }
}
