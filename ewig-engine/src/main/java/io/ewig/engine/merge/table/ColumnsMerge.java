package io.ewig.engine.merge.table;

import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns that were added, changed and dropped on two sides.
 *
 * <p>Ours keep their ids. What theirs has added gets ids that ours never used.
 */
final class ColumnsMerge {

  private final Table ours;
  private final Table theirs;
  private final @Nullable Table base;
  private final Choice choice;
  private final ColumnMatch oursToBase;
  private final ColumnMatch theirsToBase;
  private final ColumnMatch oursToTheirs;
  private final ColumnMatch theirsToMerged = new ColumnMatch();
  private final ColumnMatch oursToMerged = new ColumnMatch();
  private final Set<Integer> restored = new HashSet<>();
  private final List<Column> merged = new ArrayList<>();
  private final boolean isBackward;
  private boolean isAnyMoved;
  private int nextId;
  private int sharedIds;

  /**
   * @param isBackward whether theirs may have had columns before the base that the base has not
   */
  ColumnsMerge(@Nullable Table base, Table ours, Table theirs, boolean isBackward, Choice choice) {
    this.isBackward = isBackward;
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.choice = choice;
    this.nextId = ours.nextColumnId();
    ColumnMatch direct = ColumnMatch.byName(ours, theirs);
    this.sharedIds = Math.min(ColumnMatch.sharedIds(ours), ColumnMatch.sharedIds(theirs));
    this.oursToBase = base == null ? new ColumnMatch() : ColumnMatch.between(ours, base);
    this.theirsToBase = base == null ? new ColumnMatch() : ColumnMatch.between(theirs, base);
    this.oursToTheirs =
        base == null ? direct : oursToBase.then(ColumnMatch.between(base, theirs)).or(direct);
  }

  void run() {
    for (Column column : ours.columns()) {
      Column was = base == null ? null : found(base, oursToBase.of(column.id()));
      Column other = found(theirs, oursToTheirs.of(column.id()));
      if (other != null) {
        theirsToMerged.put(other.id(), column.id());
        isAnyMoved |= isMoved(column, other) || (column.isGenerated() && !other.isGenerated());
      }
      Column kept = other == null ? withoutTheirs(was, column) : merge(was, column, other);
      if (kept != null) {
        oursToMerged.put(column.id(), column.id());
        merged.add(kept);
      }
    }
    for (Column column : theirs.columns()) {
      if (theirsToMerged.of(column.id()) == null) {
        addTheirs(column);
      }
    }
    merged.sort(Comparator.comparingInt(Column::id));
  }

  private static @Nullable Column found(Table table, @Nullable Integer id) {
    return id == null ? null : table.columnOfId(id);
  }

  private @Nullable Column withoutTheirs(@Nullable Column was, Column column) {
    if (was == null) {
      return column; // ours has added it
    }
    Column kept = either(was, column, withId(column, 0), null);
    return kept == null ? null : withId(kept, column.id());
  }

  /**
   * A column that one side dropped and the other changed: as it was only if its values fit that.
   */
  private @Nullable Column either(
      Column was, Column changed, @Nullable Column mine, @Nullable Column other) {
    boolean fits = changed.type().widensTo(was.type());
    return choice.orNone(
        "column " + changed.name(), withId(was, 0), mine, other, fits ? Whose.ANY : Whose.EITHER);
  }

  private void addTheirs(Column column) {
    Column was = base == null ? null : found(base, theirsToBase.of(column.id()));
    Column kept = was == null ? column : either(was, column, null, withId(column, 0));
    if (kept != null) {
      if (column.id() != nextId) {
        sharedIds = Math.min(sharedIds, Math.min(column.id(), nextId));
      }
      if (isRestored(was, column)) {
        restored.add(nextId);
      }
      theirsToMerged.put(column.id(), nextId);
      merged.add(withId(kept, nextId++));
    }
  }

  /** Whether rows may have values in it that theirs has not touched since the base. */
  private boolean isRestored(@Nullable Column was, Column column) {
    return was != null || (isBackward && base != null && column.id() < base.nextColumnId());
  }

  /**
   * Whether rows that theirs has not touched may have other values in a column all the same: it was
   * dropped and is there again, so it has another id.
   */
  private boolean isMoved(Column column, Column other) {
    if (isBackward) {
      return column.id() != other.id();
    }
    Integer was = theirsToBase.of(other.id());
    return base != null
        && was != null
        && was != other.id()
        && Math.max(was, other.id())
            < Math.min(ColumnMatch.sharedIds(base), ColumnMatch.sharedIds(theirs));
  }

  /** Whether all rows of theirs matter, touched or not. */
  boolean concernsAllRows() {
    return isAnyMoved || !restored.isEmpty();
  }

  /** The ids of columns that ours had dropped and that are there again. */
  Set<Integer> restored() {
    return restored;
  }

  private static Column withId(Column column, int id) {
    return new Column(
        id,
        column.name(),
        column.type(),
        column.nullable(),
        column.byDefault(),
        column.whenMissing(),
        column.mergeLaw(),
        column.comment());
  }

  private Column merge(@Nullable Column was, Column one, Column other) {
    String part = "column " + one.name() + ": ";
    return new Column(
        one.id(),
        choice.of(part + "name", was == null ? null : was.name(), one.name(), other.name()),
        type(part, was == null ? null : was.type(), one.type(), other.type()),
        choice.of(
            part + "nullable",
            was == null ? null : was.nullable(),
            one.nullable(),
            other.nullable()),
        choice.of(
            part + "default",
            was == null ? null : was.byDefault(),
            one.byDefault(),
            other.byDefault()),
        choice.orNone(
            part + "value when missing",
            was == null ? null : was.whenMissing(),
            one.whenMissing(),
            other.whenMissing()),
        choice.of(
            part + "merge law",
            was == null ? null : was.mergeLaw(),
            one.mergeLaw(),
            other.mergeLaw()),
        choice.of(
            part + "comment", was == null ? null : was.comment(), one.comment(), other.comment()));
  }

  /** Rows of either side fit the wider type. */
  private Type type(String part, @Nullable Type was, Type one, Type other) {
    if (one.widensTo(other) || other.widensTo(one)) {
      return one.widensTo(other) ? other : one;
    }
    boolean fits = was != null && one.widensTo(was) && other.widensTo(was);
    Type kept = choice.orNone(part + "type", was, one, other, fits ? Whose.ANY : Whose.EITHER);
    return Objects.requireNonNullElse(kept, one);
  }

  List<Column> columns() {
    return merged;
  }

  int nextId() {
    return nextId;
  }

  /** Below this, ids mean the same on both sides. */
  int sharedIds() {
    return sharedIds;
  }

  ColumnMatch ofOurs() {
    return oursToMerged;
  }

  ColumnMatch ofTheirs() {
    return theirsToMerged;
  }

  /** From the ids of the base: to ours where ours has the column, else to theirs. */
  ColumnMatch ofBase() {
    if (base == null) {
      return new ColumnMatch();
    }
    ColumnMatch byOurs = ColumnMatch.between(base, ours).then(oursToMerged);
    return byOurs.or(ColumnMatch.between(base, theirs).then(theirsToMerged));
  }
}
