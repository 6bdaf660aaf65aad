package io.ewig.sync.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Which of the peers that are due are met: all, or so many in each round, drawn by lot; one thread
 * at a time.
 *
 * <p>A round lasts as long as the shortest of the peers' intervals. Who is not drawn stays due.
 */
final class Gossip {

  private final GossipFile file;
  private final RandomGenerator lot;
  private long begunNanos = Long.MAX_VALUE; // of the round; before, the clock was set back
  private long endNanos;

  Gossip(GossipFile file, RandomGenerator lot) {
    this.file = file;
    this.lot = lot;
  }

  /** Those that are met now. */
  List<Relation> drawn(Collection<Relation> all, long now) {
    List<Relation> due = new ArrayList<>();
    for (Relation each : all) {
      if (each.isDue(now)) {
        due.add(each);
      }
    }
    OptionalInt fanOut = file.fanOut();
    if (fanOut.isEmpty() || due.isEmpty()) {
      return due;
    }
    if (begunNanos <= now && now < endNanos) {
      return List.of();
    }
    begunNanos = now;
    endNanos = now + shortest(all).toNanos();
    return draw(due, fanOut.getAsInt());
  }

  private static Duration shortest(Collection<Relation> all) {
    return all.stream()
        .map(relation -> relation.peer().interval())
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private List<Relation> draw(List<Relation> from, int count) {
    List<Relation> drawn = new ArrayList<>();
    while (drawn.size() < count && !from.isEmpty()) {
      drawn.add(from.remove(lot.nextInt(from.size())));
    }
    return drawn;
  }
}
