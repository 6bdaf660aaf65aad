package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A history made at random, with the answers that brute force gives. */
final class RandomDag {

  private final List<CommitNode> nodes = new ArrayList<>();
  private final List<BitSet> reach = new ArrayList<>();
  private long lookups;

  /** Commits whose parents lie at most {@code back} before them; some are roots, some octopuses. */
  static RandomDag of(Randoms random, int size, int back) {
    RandomDag dag = new RandomDag();
    for (int i = 0; i < size; i++) {
      List<Integer> parents = new ArrayList<>();
      int count = i == 0 || random.oneIn(15) ? 0 : random.oneIn(3) ? 2 : random.oneIn(20) ? 4 : 1;
      for (int p = 0; p < count; p++) {
        int parent = i - 1 - random.below(Math.min(i, back));
        if (!parents.contains(parent)) {
          parents.add(parent);
        }
      }
      dag.add(parents);
    }
    return dag;
  }

  int add(List<Integer> parents) {
    int at = nodes.size();
    long generation = 1;
    BitSet reached = new BitSet();
    reached.set(at);
    for (int parent : parents) {
      generation = Math.max(generation, 1 + nodes.get(parent).generation());
      reached.or(reach.get(parent));
    }
    nodes.add(new CommitNode(id(at), parents.stream().map(RandomDag::id).toList(), generation));
    reach.add(reached);
    return at;
  }

  static EventId id(int at) {
    return new EventId(at + 1, 0);
  }

  static int at(EventId id) {
    return (int) id.high() - 1;
  }

  int size() {
    return nodes.size();
  }

  CommitNode node(int at) {
    return nodes.get(at);
  }

  BitSet reach(int at) {
    return reach.get(at);
  }

  CommitGraph graph() {
    return id -> {
      lookups++;
      return nodes.get(at(id));
    };
  }

  /** How often a commit was looked up since the last time this was asked. */
  long lookups() {
    long count = lookups;
    lookups = 0;
    return count;
  }

  /** By the definition: common ancestors from which no other common ancestor is left. */
  List<EventId> bases(int a, int b) {
    BitSet common = (BitSet) reach.get(a).clone();
    common.and(reach.get(b));
    List<CommitNode> best = new ArrayList<>();
    for (int i = common.nextSetBit(0); i >= 0; i = common.nextSetBit(i + 1)) {
      int candidate = i;
      if (common.stream().noneMatch(c -> c != candidate && reach.get(c).get(candidate))) {
        best.add(nodes.get(i));
      }
    }
    best.sort(CommitNode.YOUNGEST_FIRST);
    return best.stream().map(CommitNode::id).toList();
  }

  long onlyIn(int a, int b) {
    BitSet only = (BitSet) reach.get(a).clone();
    only.andNot(reach.get(b));
    return only.cardinality();
  }
}
