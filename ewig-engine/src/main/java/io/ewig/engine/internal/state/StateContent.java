package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Refs;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.World;
import io.ewig.engine.inception.ContentWriter;
import io.ewig.engine.inception.Entry;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes down what branch main held at a moment, and what belonged to no branch: all that later
 * events can meet of it; one thread.
 *
 * <ul>
 *   <li>definitions, rows at all valid times, objects: what the root of a state is of;
 *   <li>who had seen what, how far identities and sequences had got, idempotency keys;
 *   <li>which worlds there were, each that had objects with one sign for all of its events.
 * </ul>
 */
public final class StateContent {

  private static final byte[] NOTHING = {};
  private static final byte[] FOLDED_LINE = {1};

  private final ContentWriter out = new ContentWriter();

  private StateContent() {}

  /** What there was before a seq. */
  public static byte[] of(State state, long size) {
    StateContent content = new StateContent();
    Source main = state.source(Lineage.of(Refs.MAIN), size);
    requireUndisputed(main);
    content.addAll(Space.TABLE, main, false);
    content.addRows(main);
    content.addAll(Space.OBJECT, main, false);
    content.addWorlds(main, false);
    Source everywhere = state.source(Lineage.of(Refs.NAMES), size);
    content.addAll(Space.IDENTITY, everywhere, true);
    content.addAll(Space.OBJECT, everywhere, true);
    content.addWorlds(everywhere, true);
    content.addAll(Space.ONCE, everywhere, true);
    content.addLines(state, everywhere, size);
    content.addAll(Space.SEEN, everywhere, true);
    return content.out.finish();
  }

  /** Who wins among these follows from events: who has only the state could not say it anew. */
  private static void requireUndisputed(Source main) {
    for (Space space : new Space[] {Space.HELD, Space.PARTED}) {
      Source.Keys keys = main.keys(space.key(), Space.after(space.key()));
      while (keys.next()) {
        if (!main.pieces(keys.key(), Long.MIN_VALUE, Version.OPEN).isEmpty()) {
          throw new UserException(
              ErrorCode.STILL_NEEDED,
              "a row of table "
                  + Space.tableIn(keys.key())
                  + " was kept out by a rule, or a value of it does not count, for some time: who"
                  + " wins there follows from the events, so they can't be folded");
        }
      }
    }
  }

  private void addAll(Space space, Source source, boolean everywhere) {
    byte[] start = space.key();
    Source.Walk walk = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (walk.next()) {
      byte[] value = Objects.requireNonNull(walk.version().value(), "no deletion");
      add(everywhere, walk.key(), value);
    }
  }

  private void add(boolean everywhere, byte[] key, byte[] value) {
    out.add(new Entry(everywhere, key, Long.MIN_VALUE, Version.OPEN, value), false);
  }

  private void addRows(Source main) {
    byte[] start = Space.ROW.key();
    Source.Keys rows = main.keys(start, Space.after(start));
    while (rows.next()) {
      for (Period piece : main.pieces(rows.key(), Long.MIN_VALUE, Version.OPEN)) {
        out.add(
            new Entry(false, rows.key(), piece.validFrom(), piece.validTo(), piece.value()), true);
      }
    }
  }

  private void addWorlds(Source source, boolean everywhere) {
    byte[] start = Space.WORLD.key();
    Source.Walk worlds = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (worlds.next()) {
      byte[] key = worlds.key();
      World world = World.of(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
      add(everywhere, key, NOTHING);
      if (isOfObjects(world) && new WorldSource(world, source).walk().next()) {
        add(everywhere, Space.EVENTS.key(Space.idOf(world)), NOTHING);
      }
    }
  }

  /** Names that no other line gets, since commits of those that had them may carry them. */
  private void addLines(State state, Source everywhere, long size) {
    Set<Branch> lines = new TreeSet<>(Comparator.comparing(Branch::name));
    lines.addAll(state.refs().linesMade(size));
    byte[] start = Space.LINE.key();
    Source.Walk walk = everywhere.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (walk.next()) {
      byte[] key = walk.key();
      lines.add(new Branch(new String(key, 1, key.length - 1, StandardCharsets.UTF_8)));
    }
    for (Branch line : lines) {
      add(true, Space.LINE.key(line.name().getBytes(StandardCharsets.UTF_8)), FOLDED_LINE);
    }
  }

  /** Of Ewig's own worlds two are folded into objects; events of the others are read again. */
  private static boolean isOfObjects(World world) {
    return !world.isOurs() || world.equals(CatalogObject.WORLD) || world.equals(Sequence.NUMBERS);
  }
}
