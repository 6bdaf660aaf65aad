package io.ewig.engine.timeline;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.world.Fold;
import io.ewig.engine.world.Garden;
import io.ewig.engine.world.MergePatchReducer;
import io.ewig.engine.world.WorldState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What branches saw at each moment, kept the plain way: a chain of events for each branch. */
final class BranchModel {

  /** All that some branch saw at some time. */
  record Chain(Chain before, Event event) {

    List<Event> events() {
      List<Event> events = new ArrayList<>();
      for (Chain at = this; at != null && at.event != null; at = at.before) {
        events.add(at.event);
      }
      Collections.reverse(events);
      return events;
    }
  }

  private static final Chain START = new Chain(null, null);

  private final TreeMap<Long, Map<String, Chain>> heads = new TreeMap<>(); // by size of the log
  private final Map<Chain, Map<World, WorldState>> folded = new IdentityHashMap<>();
  private final Map<String, Chain> dropped = new HashMap<>();

  BranchModel() {
    heads.put(0L, Map.of("main", START));
  }

  Map<String, Chain> now() {
    return heads.lastEntry().getValue();
  }

  void append(String branch, Commit commit) {
    Chain head = now().get(branch);
    for (Event event : commit.events()) {
      head = new Chain(head, event);
    }
    put(branch, head, commit.endSeq());
  }

  void put(String branch, Chain head, long size) {
    Map<String, Chain> next = new HashMap<>(now());
    next.put(branch, head);
    heads.put(size, next);
  }

  void drop(String branch, long size) {
    Map<String, Chain> next = new HashMap<>(now());
    dropped.put(branch, next.remove(branch));
    heads.put(size, next);
  }

  void restore(String branch, long size) {
    put(branch, dropped.get(branch), size);
  }

  /** What a branch saw when the log had some size; null if there is no such branch. */
  Chain at(String branch, long size) {
    Chain then = heads.floorEntry(size).getValue().get(branch);
    if (then != null) {
      return then;
    }
    Chain at = now().get(branch); // it came later: as it would have been
    while (at != null && at.event() != null && at.event().seq() >= size) {
      at = at.before();
    }
    return at;
  }

  WorldState fold(Chain chain, World world) {
    return folded
        .computeIfAbsent(chain, any -> new HashMap<>())
        .computeIfAbsent(
            world,
            any ->
                Fold.of(
                    world, chain.events().iterator(), MergePatchReducer.DEFAULT, Garden.INLINE));
  }
}
