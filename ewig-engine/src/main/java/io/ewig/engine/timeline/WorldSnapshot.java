package io.ewig.engine.timeline;

import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.session.View;
import io.ewig.engine.world.WorldState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * All worlds of a branch at one moment; each is made when it is asked for.
 *
 * <p>Never changes, holds nothing open; any thread.
 *
 * <pre>
 * root = SHA-256 of "EWIGSNP1", then for each world that has an object, by name in the order of
 *        code points: name-length:4 name root:32          the world's own root, see WorldState
 * </pre>
 */
public final class WorldSnapshot {

  private static final long DOMAIN = Preimage.domain("EWIGSNP1");

  private final Timelines all;
  private final Sight sight;
  private final List<World> worlds;

  WorldSnapshot(Timelines all, View view) {
    this.all = all;
    this.sight = new Sight(view.line().lineage(), view.size());
    this.worlds = view.worlds().stream().filter(Space::listsEvents).toList();
  }

  /** How long the log was: the snapshot has events with a smaller seq. */
  public long size() {
    return sight.beforeSeq();
  }

  /** The worlds that had an event by then, by name; those of tables are not among them. */
  public List<World> worlds() {
    return worlds;
  }

  /** A world as it was; empty if it had no event by then. */
  public WorldState state(World world) {
    return all.state(world, sight);
  }

  /** All worlds as they were, as the index holds them; worlds are read by the executor at once. */
  public Map<World, WorldState> states(Executor executor) {
    return each(executor, this::state);
  }

  /** The same made from nothing but events, from the first one on. */
  public Map<World, WorldState> replayed(Executor executor) {
    return each(executor, world -> Replay.of(all.state(), world, sight));
  }

  /** Does something for each world; the answers come in the order of worlds. */
  <T> Map<World, T> each(Executor executor, Function<World, T> what) {
    List<CompletableFuture<T>> parts = new ArrayList<>();
    for (World world : worlds) {
      parts.add(CompletableFuture.supplyAsync(() -> what.apply(world), executor));
    }
    Map<World, T> found = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      found.put(worlds.get(i), get(parts.get(i)));
    }
    return found;
  }

  private static <T> T get(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Equal snapshots have equal roots, whatever their history. */
  public Hash root() {
    List<Hash> roots = worlds.stream().map(world -> rootOf(state(world))).toList();
    Preimage preimage = Preimage.start(DOMAIN);
    for (int i = 0; i < roots.size(); i++) {
      if (!roots.get(i).equals(Hash.ZERO)) {
        preimage.putText(worlds.get(i).uri()).putHash(roots.get(i));
      }
    }
    return preimage.hash();
  }

  private static Hash rootOf(WorldState state) {
    return state.length() == 0 ? Hash.ZERO : state.root();
  }
}
