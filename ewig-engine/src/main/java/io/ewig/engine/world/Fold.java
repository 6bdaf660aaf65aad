package io.ewig.engine.world;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.json.CodePoints;
import io.ewig.engine.json.Json;
import io.ewig.engine.log.EventCursor;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up a world's events, from any earlier state of it on.
 *
 * <ul>
 *   <li>in one go or in pieces, the state is the same;
 *   <li>events of other worlds are passed over;
 *   <li>an event costs the objects it changes, {@link #state} the objects that changed since.
 * </ul>
 */
public final class Fold {

  /** Changes are laid over a sorted base; when they outgrow it, they become part of it. */
  private static final int OVERLAY_MIN = 1024;

  private final World world;
  private final Reducer reducer;
  private final Payloads payloads;
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private final SortedMap<String, Optional<Json>> overlay = new TreeMap<>(CodePoints.ORDER);
  private final ObjectSource view = new View();
  private WorldState base;

  /** Goes on from a state; {@link WorldState#EMPTY} starts from nothing. */
  public Fold(World world, WorldState from, Reducer reducer, Payloads payloads) {
    this.world = world;
    this.base = from;
    this.reducer = reducer;
    this.payloads = payloads;
  }

  /** The state after all events of a world: the plain way, against which all others are checked. */
  public static WorldState of(
      World world, Iterator<Event> events, Reducer reducer, Payloads payloads) {
    Fold fold = new Fold(world, WorldState.EMPTY, reducer, payloads);
    events.forEachRemaining(fold::add);
    return fold.state();
  }

  /** Adds an event; what it did. */
  public Reduction add(Event event) {
    if (!event.world().equals(world)) {
      return new Reduction(Outcome.NO_EFFECT, List.of());
    }
    Reduction step = Reduction.of(reducer, event, () -> payloads.of(event), view);
    counts.merge(step.outcome(), 1L, Long::sum);
    for (ObjectChange change : step.changes()) {
      overlay.put(change.key(), Optional.ofNullable(change.after()));
    }
    if (overlay.size() > Math.max(OVERLAY_MIN, base.length())) {
      state();
    }
    return step;
  }

  /** An object as of now, or null. */
  public @Nullable Json get(String key) {
    return view.get(key);
  }

  /** Adds all that is left of a cursor, which stays open. */
  public void addAll(EventCursor events) {
    while (events.next()) {
      add(events.event());
    }
  }

  /** What the events up to now add up to. */
  public WorldState state() {
    if (!overlay.isEmpty()) {
      base = base.overlaid(overlay);
      overlay.clear();
    }
    return base;
  }

  /** How many events had which outcome; what is not there did not occur. */
  public Map<Outcome, Long> counts() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  private final class View implements ObjectSource {

    @Override
    public @Nullable Json get(String key) {
      Optional<Json> change = overlay.get(key);
      return change == null ? base.get(key) : change.orElse(null);
    }

    @Override
    public Iterable<String> keys() {
      return state().keys();
    }
  }
}
