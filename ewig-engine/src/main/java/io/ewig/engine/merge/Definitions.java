package io.ewig.engine.merge;

import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.merge.table.MergedTable;
import io.ewig.engine.merge.table.TableMerge;
import io.ewig.engine.merge.table.Whose;
import io.ewig.engine.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Merges the definitions of tables, each when it is wanted first; one thread, one merge. */
final class Definitions {

  private final Side base;
  private final Side ours;
  private final Side theirs;
  private final boolean isBackward;
  private final Referee referee;
  private final Predicate<UUID> isRowChanged;
  private final Map<UUID, Optional<MergedTable>> merged = new HashMap<>();
  private final Map<UUID, Edit.OfTable> edits = new LinkedHashMap<>();
  private final Set<UUID> restored = new HashSet<>();
  private final Set<UUID> refilled = new HashSet<>(); // all rows of theirs matter

  /**
   * @param isBackward whether theirs may lie before the base
   * @param isRowChanged whether theirs has changed rows of a table
   */
  Definitions(
      Side base,
      Side ours,
      Side theirs,
      boolean isBackward,
      Referee referee,
      Predicate<UUID> isRowChanged) {
    this.isBackward = isBackward;
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.referee = referee;
    this.isRowChanged = isRowChanged;
  }

  /** Whether ours lacks a table of the base that is to be there after all: as theirs has it. */
  boolean isRestored(UUID id) {
    return restored.contains(id);
  }

  /**
   * Rows that theirs has not changed, and that matter all the same: what ours had made of those of
   * a table before it dropped that, and all where a column was dropped and is there again.
   */
  List<byte[]> moreKeys() {
    List<byte[]> more = new ArrayList<>();
    restored.forEach(id -> untilRowOfOurs(id, more::add));
    for (UUID id : refilled) {
      byte[] start = Space.ROW.key(Space.idOf(id));
      Source.Keys rows = theirs.source().keys(start, Space.after(start));
      while (rows.next()) {
        more.add(rows.key());
      }
    }
    return more;
  }

  /** What a table is after the merge, or null if it is not there. */
  @Nullable MergedTable of(UUID id) {
    if (!merged.containsKey(id)) {
      merged.put(id, Optional.ofNullable(merged(id)));
    }
    return merged.get(id).orElse(null);
  }

  /** Changes of ours; a table whose name is taken is left out. */
  List<Edit> edits() {
    for (Edit.OfTable edit : List.copyOf(edits.values())) {
      Table after = edit.after();
      Table rival = after == null ? null : rival(after);
      if (after != null && rival != null) {
        decide(after, "name", null, rival, after, Whose.ONLY_OURS);
        edits.remove(after.id());
        Table before = edit.before();
        merged.put(
            after.id(),
            before == null
                ? Optional.empty()
                : Optional.of(MergedTable.of(before, before, before, after)));
      }
    }
    return new ArrayList<>(edits.values());
  }

  /** Another table that would have the same name. */
  private @Nullable Table rival(Table table) {
    for (Edit.OfTable edit : edits.values()) {
      Table after = edit.after();
      if (after != null && isRival(after, table)) {
        return after;
      }
    }
    Table known = ours.catalog().find(table.schema(), table.name()).orElse(null);
    return known == null || edits.containsKey(known.id()) || !isRival(known, table) ? null : known;
  }

  private static boolean isRival(Table one, Table other) {
    return !one.id().equals(other.id()) && one.toString().equals(other.toString());
  }

  private @Nullable MergedTable merged(UUID id) {
    Table was = base.table(id);
    Table mine = ours.table(id);
    Table other = theirs.table(id);
    if (mine == null) {
      return other == null ? null : withoutOurs(was, other);
    } else if (other == null) {
      return withoutTheirs(was, mine);
    }
    TableMerge merge =
        new TableMerge(
            was,
            mine,
            other,
            isBackward,
            (part, one, two, three, possible) -> decide(mine, part, one, two, three, possible),
            this::parentIds);
    MergedTable result = merge.merge();
    noteRefilled(result);
    if (!result.table().equals(mine)) {
      edits.put(id, new Edit.OfTable(mine, result.table()));
    }
    return result;
  }

  private void noteRefilled(MergedTable table) {
    if (table.concernsAllRows()) {
      refilled.add(table.table().id());
    }
  }

  private List<Integer> parentIds(UUID parent, List<Integer> columnIds) {
    Table their = theirs.table(parent);
    Table our = ours.table(parent);
    return their == null || our == null ? columnIds : TableMerge.translated(their, our, columnIds);
  }

  /** New on theirs, or dropped by ours. */
  private @Nullable MergedTable withoutOurs(@Nullable Table was, Table other) {
    boolean isLeftAlone = other.equals(was) && !isRowChanged.test(other.id());
    if (isLeftAlone || (was != null && !takesTheirs(other, was, null, other))) {
      return null;
    }
    Table last = ours.lastDefinition(other.id());
    if (last != null) {
      return restored(last, other);
    }
    edits.put(other.id(), new Edit.OfTable(null, other));
    if (was != null) { // ours counts as having it and never had it: all that theirs has is new
      restored.add(other.id());
      refilled.add(other.id());
    }
    return MergedTable.of(other, was == null ? other : was, was == null ? other : was, other);
  }

  /**
   * Theirs in the place of what ours had last: its rows are still there, so what they were written
   * by counts for the ids of columns.
   */
  private MergedTable restored(Table last, Table other) {
    TableMerge merge =
        new TableMerge(
            last,
            last,
            other,
            true,
            (part, one, two, three, possible) -> Whose.THEIRS,
            this::parentIds);
    MergedTable result = merge.merge();
    noteRefilled(result);
    edits.put(other.id(), new Edit.OfTable(null, result.table()));
    restored.add(other.id());
    return result;
  }

  /** New on ours, or dropped by theirs. */
  private @Nullable MergedTable withoutTheirs(@Nullable Table was, Table mine) {
    if (was != null) {
      boolean isLeftAlone = mine.equals(was) && !isRowChangedByOurs(mine.id());
      if (isLeftAlone || takesTheirs(mine, was, mine, null)) {
        edits.put(mine.id(), new Edit.OfTable(mine, null));
        return null;
      }
    }
    return MergedTable.of(mine, was == null ? mine : was, mine, was == null ? mine : was);
  }

  private boolean isRowChangedByOurs(UUID id) {
    return !untilRowOfOurs(id, key -> false);
  }

  /** Goes over the rows of a table that ours has changed for as long as that is wanted. */
  private boolean untilRowOfOurs(UUID id, Predicate<byte[]> goesOn) {
    Ways ways = new Ways(base.state());
    for (Sight from : base.sights()) {
      for (Sight to : ours.sights()) {
        Changes changes = ways.changes(from, to);
        while (changes.next()) {
          if (changes.isRow() && changes.table().equals(id) && !goesOn.test(changes.key())) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Of a whole table: its rows are not brought back as they were before both. */
  private boolean takesTheirs(Table table, Table was, @Nullable Table mine, @Nullable Table other) {
    return decide(table, "table", was, mine, other, Whose.EITHER) == Whose.THEIRS;
  }

  /** Whose it is to be; what is settled by what is not possible stays open. */
  private Whose decide(
      Table table,
      String part,
      @Nullable Object was,
      @Nullable Object mine,
      @Nullable Object other,
      Set<Whose> possible) {
    String id =
        MergeConflict.id(
            MergeConflict.Kind.TABLE,
            Space.idOf(table.id()),
            part,
            0,
            0,
            bytes(was),
            bytes(mine),
            bytes(other));
    MergeConflict conflict =
        new MergeConflict(
            id,
            MergeConflict.Kind.TABLE,
            table.toString(),
            "",
            part,
            was,
            mine,
            other,
            null,
            table);
    Resolution settled = referee.decide(conflict);
    if (settled == null) {
      return Whose.OURS;
    }
    Optional<Whose> said = whose(settled.take()).filter(possible::contains);
    if (said.isEmpty()) {
      referee.keepOpen(conflict);
    }
    return said.orElse(Whose.OURS);
  }

  private static Optional<Whose> whose(Resolution.Take take) {
    return switch (take) {
      case OURS -> Optional.of(Whose.OURS);
      case THEIRS -> Optional.of(Whose.THEIRS);
      case BASE -> Optional.of(Whose.BASE);
      case VALUE -> Optional.empty();
    };
  }

  /** Parts of definitions are records, and their texts say all of them. */
  private static byte @Nullable [] bytes(@Nullable Object part) {
    Object shown = part instanceof Table table ? table.id() + "@" + table.version() : part;
    return part == null ? null : Objects.toString(shown).getBytes(StandardCharsets.UTF_8);
  }
}
