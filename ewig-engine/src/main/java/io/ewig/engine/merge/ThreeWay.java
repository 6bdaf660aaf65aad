package io.ewig.engine.merge;

import io.ewig.engine.branch.Fork;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.json.Json;
import io.ewig.engine.law.DocumentMerge;
import io.ewig.engine.merge.table.MergedTable;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.world.WorldObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has to change in ours so that it has what theirs did since the base; one thread, one
 * merge.
 *
 * <ul>
 *   <li>looks at what theirs has changed only: what it left alone stays as ours has it;
 *   <li>a function of what the three sides hold, and of when it was written where the law is LWW.
 * </ul>
 */
public final class ThreeWay {

  /** Held in memory; a commit takes no more events. */
  public static final int KEYS_MAX = 1 << 20;

  private final Side base;
  private final Side ours;
  private final Side theirs;
  private final Referee referee;
  private final Tables codecs = new Tables();
  private final List<Edit> edits = new ArrayList<>();
  private final TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
  private final Definitions definitions;
  private @Nullable Predicate<Bytes> wanted; // ids of worlds

  ThreeWay(Side base, Side ours, Side theirs, Referee referee) {
    this(base, ours, theirs, false, referee);
  }

  /**
   * @param isBackward whether theirs may lie before the base, so that it did not come of that
   */
  private ThreeWay(Side base, Side ours, Side theirs, boolean isBackward, Referee referee) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.referee = referee;
    this.definitions = new Definitions(base, ours, theirs, isBackward, referee, this::isRowChanged);
  }

  /**
   * @param source the commit that is merged, picked or undone
   * @param about the world for which the base is to be found; null: for all that have none of their
   *     own
   */
  static ThreeWay of(
      State state,
      Sight ours,
      Fork source,
      MergeStrategy how,
      Referee referee,
      @Nullable World about) {
    Side mine = Side.of(state, ours);
    Side other = Side.of(state, source);
    Bases bases = new Bases(state, about);
    return switch (how) {
      case OURS, FAST_FORWARD -> new ThreeWay(other, mine, other, referee);
      case THEIRS -> new ThreeWay(mine, mine, other, true, referee);
      case CHERRY_PICK -> new ThreeWay(bases.before(source), mine, other, referee);
      case REVERT -> new ThreeWay(other, mine, bases.before(source), true, referee);
      case THREE_WAY -> new ThreeWay(bases.newest(ours, source), mine, other, referee);
      case AUTOMATIC, RECURSIVE, SQUASH ->
          new ThreeWay(bases.virtual(ours, source), mine, other, referee);
    };
  }

  /** What changes: tables first, then rows, then objects; what is in conflict stays as it is. */
  public List<Edit> edits() {
    collect();
    return found();
  }

  /** The same, where it is known which keys may change. */
  List<Edit> edits(SortedSet<byte[]> known) {
    keys.addAll(known);
    return found();
  }

  private List<Edit> found() {
    for (byte[] key : keys.headSet(Space.ROW.key())) {
      definitions.of(Space.tableIn(key));
    }
    byte[] row = keys.ceiling(Space.ROW.key());
    while (row != null && Space.ROW.has(row)) {
      UUID table = Space.tableIn(row);
      definitions.of(table);
      row = keys.ceiling(Space.after(Space.ROW.key(Space.idOf(table))));
    }
    edits.addAll(definitions.edits());
    keys.addAll(definitions.moreKeys());
    requireFewKeys();
    for (byte[] key : keys.tailSet(Space.ROW.key())) {
      if (Space.ROW.has(key)) {
        row(key);
      } else {
        object(key);
      }
    }
    return edits;
  }

  /** Leaves out what is about other worlds. */
  ThreeWay limitedTo(World world) {
    wanted = id(world)::equals;
    return this;
  }

  /** Leaves out what is about some worlds. */
  ThreeWay without(Set<World> worlds) {
    Set<Bytes> ids = new HashSet<>();
    worlds.forEach(world -> ids.add(id(world)));
    wanted = id -> !ids.contains(id);
    return this;
  }

  private static Bytes id(World world) {
    return Bytes.of(Space.idOf(world));
  }

  private boolean isConcerned(Changes changes) {
    Predicate<Bytes> isWanted = wanted;
    if (isWanted == null) {
      return true;
    } else if (changes.isObject()) {
      return isWanted.test(Bytes.of(Space.idIn(changes.key())));
    }
    Table table = null;
    for (Side side : List.of(theirs, ours, base)) {
      table = table == null ? side.table(changes.table()) : table;
    }
    return table != null && isWanted.test(id(table.world()));
  }

  private void collect() {
    Ways ways = new Ways(base.state());
    for (Sight from : base.sights()) {
      for (Sight to : theirs.sights()) {
        Changes changes = ways.changes(from, to);
        while (changes.next()) {
          if (isConcerned(changes)) {
            keys.add(changes.key());
          }
          requireFewKeys();
        }
      }
    }
  }

  private void requireFewKeys() {
    if (keys.size() > KEYS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a merge changes at most " + KEYS_MAX + " rows and objects; merge in steps");
    }
  }

  /** Whether theirs has changed a row of a table. */
  private boolean isRowChanged(UUID table) {
    byte[] rows = Space.ROW.key(Space.idOf(table));
    byte[] first = keys.ceiling(rows);
    return first != null && Arrays.compareUnsigned(first, Space.after(rows)) < 0;
  }

  private void row(byte[] key) {
    MergedTable table = definitions.of(Space.tableIn(key));
    if (table != null) {
      Side was = definitions.isRestored(table.table().id()) ? ours : base; // then theirs is taken
      new RowMerge(was, ours, theirs, table, codecs.of(table.table()), key, referee).run(edits);
    }
  }

  private void object(byte[] key) {
    Json mine = ours.object(key);
    DocumentMerge documents =
        new DocumentMerge((pointer, from, one, two) -> decide(key, pointer, from, one, two));
    Json was = base.object(key);
    Json other = theirs.object(key);
    Json merged = documents.merge(was, mine, other);
    if (isTooLong(merged)) { // only together, so one of them stays
      merged = decide(key, "", was, mine, other);
    }
    if (!Objects.equals(merged, mine)) {
      edits.add(new Edit.OfObject(Side.world(key, theirs, ours), Side.objectIn(key), merged));
    }
  }

  private @Nullable Json decide(
      byte[] key, String pointer, @Nullable Json was, @Nullable Json mine, @Nullable Json other) {
    String id =
        MergeConflict.id(
            MergeConflict.Kind.OBJECT, key, pointer, 0, 0, bytes(was), bytes(mine), bytes(other));
    MergeConflict conflict =
        new MergeConflict(
            id,
            MergeConflict.Kind.OBJECT,
            Side.world(key, theirs, ours).uri(),
            Side.objectIn(key),
            pointer,
            was,
            mine,
            other,
            null,
            null);
    Resolution settled = referee.decide(conflict);
    if (settled == null) {
      return mine;
    }
    byte[] value = settled.value();
    Json taken =
        switch (settled.take()) {
          case OURS -> mine;
          case THEIRS -> other;
          case BASE -> was;
          case VALUE -> value == null ? null : Json.parse(value);
        };
    if (isTooLong(taken)) {
      referee.keepOpen(conflict);
      return mine;
    }
    return taken;
  }

  private static boolean isTooLong(@Nullable Json document) {
    return document != null && document.size() > WorldObjects.OBJECT_BYTES_MAX;
  }

  private static byte @Nullable [] bytes(@Nullable Json document) {
    return document == null ? null : document.canonical();
  }
}
