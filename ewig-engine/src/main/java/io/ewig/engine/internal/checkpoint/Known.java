package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.branch.Line;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.difference.Distance;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roots that are known: of checkpoints, and of what was asked for lately; any thread. */
final class Known {

  /** Whoever asks for a root after each commit finds the one before. */
  private static final int LATELY_MAX = 16;

  private static final long UNCOUNTED = 0;

  private final State state;
  private final Distance distance;
  private final Map<Sight, Base> lately = new LinkedHashMap<>();
  private List<Checkpoint> kept = List.of();
  private List<Base> bases = List.of();

  /**
   * A root to start from.
   *
   * @param size how long the log was
   * @param distance events between it and what is asked for, at most
   */
  record Base(Sight sight, long size, Hash root, long entries, long distance) {

    private Base at(long otherDistance) {
      return new Base(sight, size, root, entries, otherDistance);
    }
  }

  Known(State state) {
    this.state = state;
    this.distance = new Distance(state);
  }

  /** Makes these all checkpoints that are kept. */
  synchronized void keep(List<Checkpoint> checkpoints) {
    kept = checkpoints.stream().sorted(Comparator.comparing(c -> c.line().name())).toList();
    List<Base> of = new ArrayList<>();
    for (Checkpoint checkpoint : kept) {
      Line line = state.refs().line(checkpoint.line()).orElseThrow();
      Sight sight = new Sight(line.lineage(), checkpoint.size());
      of.add(new Base(sight, checkpoint.size(), checkpoint.root(), checkpoint.entries(), 0));
    }
    bases = List.copyOf(of);
  }

  synchronized List<Checkpoint> kept() {
    return kept;
  }

  /** Notes a root that was made; for a while only. */
  synchronized void remember(Sight sight, Hash root, boolean isStored) {
    if (isStored) {
      lately.remove(sight);
      lately.put(sight, new Base(sight, sight.beforeSeq(), root, UNCOUNTED, 0));
      if (lately.size() > LATELY_MAX) {
        lately.remove(lately.keySet().iterator().next());
      }
    }
  }

  synchronized void forget(Hash root) {
    kept = kept.stream().filter(checkpoint -> !checkpoint.root().equals(root)).toList();
    bases = bases.stream().filter(base -> !base.root().equals(root)).toList();
    lately.values().removeIf(base -> base.root().equals(root));
  }

  /** Forgets all roots. */
  synchronized void startOver() {
    keep(List.of());
    lately.clear();
  }

  /** All roots. */
  synchronized List<Hash> roots() {
    return all().stream().map(Base::root).distinct().toList();
  }

  private List<Base> all() {
    List<Base> all = new ArrayList<>(bases);
    all.addAll(lately.values());
    return all;
  }

  /** The root from which the fewest events lead to a sight; of two, the later. */
  Optional<Base> nearest(Sight sight) {
    List<Base> all;
    synchronized (this) {
      all = all();
    }
    return nearest(all, sight);
  }

  /** The nearest that is a checkpoint; if there is none, nothing at all. */
  Base checkpoint(Sight sight) {
    List<Base> all;
    synchronized (this) {
      all = bases;
    }
    Base nothing = new Base(Sight.NOTHING, 0, Hash.ZERO, 0, 0);
    return nearest(all, sight).orElseGet(() -> nothing.at(distance.between(sight, Sight.NOTHING)));
  }

  /** Whether a line has a commit at or behind a seq. */
  boolean hasGrown(Line line, long since) {
    return since == 0 || distance.lastBefore(line.number(), Long.MAX_VALUE) >= since;
  }

  private Optional<Base> nearest(List<Base> all, Sight sight) {
    Base nearest = null;
    for (Base base : all) {
      long events = distance.between(sight, base.sight());
      if (nearest == null
          || events < nearest.distance()
          || (events == nearest.distance() && base.size() > nearest.size())) {
        nearest = base.at(events);
      }
    }
    return Optional.ofNullable(nearest);
  }
}
