package io.ewig.engine.internal.milestone;

import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.World;
import io.ewig.engine.inception.ContentWriter;
import io.ewig.engine.inception.Entry;
import io.ewig.engine.inception.Entry.Section;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.history.RecordedCursor;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.state.WorldNames;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what lines held at their milestones, and what belonged to no branch: all that later
 * events can meet of it; one thread.
 *
 * <ul>
 *   <li>definitions, rows at all valid times, objects: what the root of a state is of; at a line's
 *       first milestone all of that, if it was not forked, and else what has changed;
 *   <li>who had seen what, how far identities and sequences had got, idempotency keys;
 *   <li>which worlds there were, each that had objects with one sign for all of its events.
 * </ul>
 */
public final class StateContent {

  private static final byte[] NOTHING = {};
  private static final byte[] FOLDED_LINE = {1};

  private final State state;
  private final boolean areStamped;
  private final ContentWriter out = new ContentWriter();
  private Section section = Section.FIRST;

  private StateContent(State state, boolean areStamped) {
    this.state = state;
    this.areStamped = areStamped;
  }

  /**
   * What a line became by a milestone.
   *
   * @param number of the line among the milestones'
   * @param from what has a seq below this is in an earlier part
   * @param to where this one ends
   */
  public record Part(int milestone, int number, Line line, long from, long to) {}

  /**
   * What there was before a seq.
   *
   * @param parts in the order of milestones
   */
  public static byte[] of(State state, long size, Milestones milestones, List<Part> parts) {
    boolean isFromSeveral = milestones.lines().stream().filter(line -> line.from() < 0).count() > 1;
    StateContent content = new StateContent(state, isFromSeveral);
    if (milestones.areMoreThanMain()) {
      content.out.put(milestones);
    }
    content.addShared(milestones, size);
    for (Part part : parts) {
      content.add(part);
    }
    return content.out.finish();
  }

  private void addShared(Milestones milestones, long size) {
    Source everywhere = state.source(State.EVERYWHERE, size);
    addAll(Space.IDENTITY, everywhere, true);
    addAll(Space.OBJECT, everywhere, true);
    addWorlds(everywhere, true);
    addAll(Space.ONCE, everywhere, true);
    addLines(milestones, everywhere, size);
    addAll(Space.SEEN, everywhere, true);
  }

  private void add(Part part) {
    section = new Section(part.milestone(), part.number());
    Source source = state.source(part.line().lineage(), part.to());
    requireUndisputed(source);
    if (part.line().fork() == null && part.from() == 0 && !areStamped) {
      addAll(Space.TABLE, source, false);
      addRows(source);
      addAll(Space.OBJECT, source, false);
      addWorlds(source, false);
    } else {
      addChanges(part, source);
    }
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

  private void add(boolean everywhere, byte[] key, byte @Nullable [] value) {
    out.add(new Entry(section, everywhere, key, Long.MIN_VALUE, Version.OPEN, value), false);
  }

  private void addRows(Source source) {
    byte[] start = Space.ROW.key();
    Source.Keys rows = source.keys(start, Space.after(start));
    while (rows.next()) {
      for (Period piece : source.pieces(rows.key(), Long.MIN_VALUE, Version.OPEN)) {
        addTimed(rows.key(), piece.validFrom(), piece.validTo(), piece.value());
      }
    }
  }

  private void addTimed(byte[] key, long from, long to, byte @Nullable [] value) {
    out.add(new Entry(section, false, key, from, to, value), true);
  }

  private void addWorlds(Source source, boolean everywhere) {
    byte[] start = Space.WORLD.key();
    Source.Walk worlds = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (worlds.next()) {
      byte[] key = worlds.key();
      World world = Space.worldIn(key);
      add(everywhere, key, NOTHING);
      if (isOfObjects(world) && new WorldSource(world, source).walk().next()) {
        add(everywhere, Space.EVENTS.key(Space.idOf(world)), NOTHING);
      }
    }
  }

  private void addChanges(Part part, Source source) {
    for (Space space : new Space[] {Space.TABLE, Space.OBJECT, Space.WORLD}) {
      RecordedCursor changed = changed(space, part);
      while (changed.next()) {
        Version now = source.find(changed.key(), Long.MAX_VALUE);
        add(false, changed.key(), now == null ? null : now.value());
      }
    }
    addRows(part, source);
    addEvents(part, source);
  }

  private RecordedCursor changed(Space space, Part part) {
    byte[] start = space.key();
    int line = part.line().number();
    return state.versions().recorded(start, Space.after(start), line, part.from(), part.to());
  }

  private void addRows(Part part, Source source) {
    RowChanges rows = new RowChanges(state, source);
    RecordedCursor changed = changed(Space.ROW, part);
    while (changed.next()) {
      byte[] key = changed.key();
      for (RowChanges.Piece piece : rows.of(key, changed.validFrom(), changed.validTo())) {
        addTimed(key, piece.from(), piece.to(), piece.row());
        if (piece.stamps() != null) {
          addTimed(Stamps.keyOf(key), piece.from(), piece.to(), piece.stamps());
        }
      }
    }
  }

  /** One sign for all events of each world that had some. */
  private void addEvents(Part part, Source source) {
    Set<World> worlds = new TreeSet<>(Comparator.comparing(World::uri));
    worlds.addAll(WorldNames.in(source));
    Lineage only = Lineage.of(part.line().number());
    for (World world : worlds) {
      byte[] events = Space.EVENTS.key(Space.idOf(world));
      if (isOfObjects(world)
          && state.versions().newestSeq(events, only, part.to()) >= part.from()) {
        add(false, events, NOTHING);
      }
    }
  }

  /** Names that no other line gets, since commits of those that had them may carry them. */
  private void addLines(Milestones milestones, Source everywhere, long size) {
    Set<Branch> lines = new TreeSet<>(Comparator.comparing(Branch::name));
    lines.addAll(state.refs().linesMade(size));
    byte[] start = Space.LINE.key();
    Source.Walk walk = everywhere.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (walk.next()) {
      lines.add(new Branch(Space.textIn(walk.key())));
    }
    milestones.lines().forEach(line -> lines.remove(line.name()));
    for (Branch line : lines) {
      add(true, Space.LINE.key(line.name().getBytes(StandardCharsets.UTF_8)), FOLDED_LINE);
    }
  }

  /** Of Ewig's own worlds two are folded into objects; events of the others are read again. */
  private static boolean isOfObjects(World world) {
    return !world.isOurs() || world.equals(CatalogObject.WORLD) || world.equals(Sequence.NUMBERS);
  }
}
