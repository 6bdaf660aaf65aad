package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.converge.Canonical;
import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.ObjectEffects;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.world.ObjectChange;
import io.ewig.engine.world.Reducer;
import io.ewig.engine.world.Reduction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Folds an event of a world that came after others which count after it; one thread.
 *
 * <p>Goes back to where all that lies before counts before all that lies behind, folds from there
 * in canonical order, and puts what has become of the objects as versions of the late event's seq.
 */
final class LateObjects {

  private final ContentStore store;
  private final LongFunction<Event> events;

  /**
   * @param events of the log, by seq, among them those of the commit that is being applied
   */
  LateObjects(ContentStore store, LongFunction<Event> events) {
    this.store = store;
    this.events = events;
  }

  /**
   * What is behind an event that has just been listed among its world's.
   *
   * @param events none: it is the last, and does what it says
   * @param fromSeq before which all counts before these
   */
  record Behind(List<Event> events, long fromSeq) {

    boolean isNothing() {
      return events.isEmpty();
    }
  }

  Behind behind(Event event, Line line, Source before) {
    return behind(event.world(), event, event.seq(), line, before);
  }

  /**
   * @param event null: none, and all that the line shows is wanted that is behind a seq
   * @param beforeSeq what lies before it may be the last that counts before all that is behind
   */
  private Behind behind(
      World world, @Nullable Event event, long beforeSeq, Line line, Source before) {
    List<Event> later = new ArrayList<>();
    LateNotes notes = LateNotes.ofWorld(before, world);
    Event first = event;
    Source.History newestFirst = before.history(Space.EVENTS.key(Space.idOf(world)));
    while (newestFirst.next()) {
      Version version = newestFirst.version();
      Event each = events.apply(version.seq());
      boolean isItself = event != null && version.seq() == event.seq();
      if (!isItself && line.sees(version.line(), each)) {
        boolean isEarlier = first == null || Canonical.isBefore(each, first);
        if (isEarlier && version.seq() < beforeSeq && !notes.has(version.seq())) {
          return new Behind(later, version.seq() + 1);
        }
        first = isEarlier ? each : first;
        later.add(each);
      }
    }
    return new Behind(later, 0);
  }

  /** Puts what has become of the world's objects. */
  void put(Event event, Behind behind, Reducer reducer, Source before, Past past, Sink sink) {
    List<Event> all = new ArrayList<>(behind.events);
    all.add(event);
    fold(event.world(), all, behind.fromSeq, reducer, before, past, sink);
    LateNotes.putWorld(event.world(), sink);
  }

  /** Puts what a world is on a line that does not show some events, the first of them at a seq. */
  void restore(
      World world, long first, Line line, Reducer reducer, Source before, Past past, Sink sink) {
    Behind behind = behind(world, null, first, line, before);
    fold(world, behind.events, behind.fromSeq, reducer, before, past, sink);
  }

  private void fold(
      World world,
      List<Event> all,
      long behindSeq,
      Reducer reducer,
      Source before,
      Past past,
      Sink sink) {
    long fromSeq = past.floor(behindSeq);
    List<Event> inOrder = new ArrayList<>(all);
    inOrder.removeIf(each -> each.seq() < fromSeq); // it is in what the line began with
    inOrder.sort(Canonical.ORDER);
    Overlay folded = new Overlay(past.before(fromSeq), sink.now());
    byte[] objects = Space.OBJECT.key(Space.idOf(world));
    TreeSet<byte[]> touched = new TreeSet<>(Arrays::compareUnsigned);
    touched.addAll(past.keysSince(objects, Space.after(objects), fromSeq));
    for (Event each : inOrder) {
      for (ObjectChange change : changes(each, reducer, folded)) {
        folded.nextEvent();
        ObjectEffects.put(world, change.key(), change.after(), folded, folded);
        touched.add(new WorldSource(world, folded).keyOf(change.key()));
      }
    }
    for (byte[] key : touched) {
      byte[] value = value(folded, key);
      if (!Arrays.equals(value, value(before, key))) {
        sink.put(key, sink.now(), Version.OPEN, value);
      }
    }
    if (world.equals(CatalogObject.WORLD)) {
      Catalogs.noteChange(sink);
    }
  }

  private static byte @Nullable [] value(Source source, byte[] key) {
    Version found = source.find(key, Long.MAX_VALUE);
    return found == null ? null : found.value();
  }

  /** What an event does; nothing if it makes no sense where it counts. */
  private List<ObjectChange> changes(Event event, Reducer reducer, Source before) {
    if (event.type().isOfRow() || event.type().equals(EventType.SCHEMA_CHANGED)) {
      return List.of();
    }
    try {
      WorldSource objects = new WorldSource(event.world(), before);
      List<ObjectChange> changes =
          Reduction.of(reducer, event, () -> store.payload(event.payload()), objects).changes();
      for (ObjectChange change : changes) {
        ObjectEffects.requireReadable(event.world(), change.key(), change.after());
      }
      return changes;
    } catch (UserException senseless) {
      return List.of();
    } catch (CorruptionException e) {
      if (!e.file().equals(Effects.EVENT)) {
        throw e; // what can't be read is no fault of the event
      }
      return List.of();
    }
  }
}
