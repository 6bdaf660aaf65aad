package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.difference.AllKeys;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.difference.Touched;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.tree.Nodes;
import io.ewig.engine.internal.tree.Tree;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the trees of states, and compares states by them.
 *
 * <p>Each starts from the nearest root that is known. One whose nodes can't be read is forgotten,
 * and the next nearest taken; if none is left, a tree is made of nothing but the version index.
 */
final class Trees {

  private static final Logger LOG = LoggerFactory.getLogger(Trees.class);

  private static final long CACHE_BYTES = Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 64);

  private final State state;
  private final Nodes nodes;
  private final boolean isKept;
  private final Known known;
  private final Runnable pause;

  /**
   * @param pause called now and then; throws to stop
   */
  Trees(State state, NodeShelf shelf, Known known, Runnable pause) {
    this.state = state;
    this.nodes = new Nodes(shelf, CACHE_BYTES);
    this.isKept = shelf.isKept();
    this.known = known;
    this.pause = pause;
  }

  Nodes nodes() {
    return nodes;
  }

  private Source source(Sight sight) {
    return state.source(sight.lineage(), sight.beforeSeq());
  }

  /** The tree of what a sight has; one thread at a time. */
  Tree of(Sight sight) {
    Tree tree = make(sight);
    known.remember(sight, tree.root(), isKept);
    return tree;
  }

  private Tree make(Sight sight) {
    Optional<Known.Base> base = known.nearest(sight);
    while (base.isPresent()) {
      try {
        return make(base.get(), sight);
      } catch (CorruptionException | UserException damage) {
        pause.run(); // if it was this that stopped it, that is no damage
        forget(base.get(), damage);
        base = known.nearest(sight);
      }
    }
    return whole(sight);
  }

  private Tree make(Known.Base base, Sight sight) {
    Tree before = Tree.at(nodes, base.root());
    if (base.distance() == 0) {
      return before;
    }
    Touched touched = new Touched(state, Touched.KEYS_MAX);
    return touched.add(base.sight(), sight, Long.MAX_VALUE)
        ? before.apply(new Edits(touched, source(sight), before, pause))
        : whole(sight);
  }

  private Tree whole(Sight sight) {
    AllKeys keys = new AllKeys(source(Sight.NOTHING), source(sight));
    return Tree.empty(nodes).apply(new Edits(keys, source(sight), null, pause));
  }

  /** What is derived from the log is made again. */
  private void forget(Known.Base base, EwigException damage) {
    LOG.warn("the checkpoint {} is forgotten: {}", base.root(), damage.getMessage());
    known.forget(base.root());
  }

  /**
   * What differs between two sights: by the commits that one has and the other has not, or, if
   * those are many and trees are near, by the trees; any thread.
   *
   * @param walkedEvents fewer are walked over anyway
   */
  Changes changes(Sight before, Sight after, long walkedEvents) {
    Optional<Known.Base> near = known.nearest(before);
    Optional<Known.Base> other = known.nearest(after);
    if (near.isEmpty() || other.isEmpty()) {
      return Changes.between(state, before, after);
    }
    long distance = near.get().distance() + other.get().distance();
    Touched touched = new Touched(state, Touched.KEYS_MAX);
    boolean isAll = touched.add(before, after, Math.max(walkedEvents, 4 * distance));
    if (!isAll) {
      touched = new Touched(state, Touched.KEYS_MAX);
      isAll =
          touched.add(before, near.get().sight(), Long.MAX_VALUE)
              && touched.add(other.get().sight(), after, Long.MAX_VALUE)
              && addDifferences(touched, near.get(), other.get());
    }
    return isAll
        ? Changes.among(touched, source(before), source(after))
        : Changes.between(state, before, after);
  }

  private boolean addDifferences(Touched touched, Known.Base one, Known.Base other) {
    try {
      return touched.add(Tree.at(nodes, one.root()).differences(Tree.at(nodes, other.root())));
    } catch (CorruptionException | UserException damage) {
      forget(one, damage);
      forget(other, damage);
      return false;
    }
  }
}
