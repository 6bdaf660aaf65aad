package io.ewig.engine.merge.table;

import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Merges two definitions of a table part by part: additions of both sides are in, what changed on
 * one side is taken, what changed differently on both is decided by somebody.
 *
 * <p>If nothing is to be taken from theirs, the result is ours, its version included.
 */
public final class TableMerge {

  /** Decides what both sides have changed differently. */
  @FunctionalInterface
  public interface Decider {

    /**
     * @param possible whose it can be; ours always
     * @return one of those; ours if nobody has said one of them
     */
    Whose decide(
        String part,
        @Nullable Object base,
        @Nullable Object ours,
        @Nullable Object theirs,
        Set<Whose> possible);
  }

  /** Knows the other tables. */
  @FunctionalInterface
  public interface Parents {

    /** Our ids of columns of another table, given theirs. */
    List<Integer> ours(UUID table, List<Integer> columnIds);
  }

  private final @Nullable Table base;
  private final Table ours;
  private final Table theirs;
  private final Decider decider;
  private final Choice choice;
  private final Parents parents;
  private final boolean isBackward;

  /**
   * @param isBackward whether theirs may have had columns before the base that the base has not: as
   *     where what the base did is undone
   */
  public TableMerge(
      @Nullable Table base,
      Table ours,
      Table theirs,
      boolean isBackward,
      Decider decider,
      Parents parents) {
    this.isBackward = isBackward;
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.decider = decider;
    this.choice = new Choice(decider);
    this.parents = parents;
  }

  /** What parents' columns are called on our side, by their definitions. */
  public static List<Integer> translated(Table theirParent, Table ourParent, List<Integer> ids) {
    return ColumnMatch.between(theirParent, ourParent).of(ids).orElse(ids);
  }

  public MergedTable merge() {
    try {
      return parts();
    } catch (UserException contradiction) { // each part is right, and the whole is not
      String part = "definition: " + contradiction.getMessage();
      decider.decide(part, base, ours, theirs, Whose.ONLY_OURS);
      return MergedTable.of(ours, base == null ? ours : base, ours, theirs);
    }
  }

  private MergedTable parts() {
    ColumnsMerge columns = new ColumnsMerge(base, ours, theirs, isBackward, choice);
    columns.run();
    ColumnMatch fromBase = columns.ofBase();
    ColumnMatch fromOurs = columns.ofOurs();
    ColumnMatch fromTheirs = columns.ofTheirs();
    ConstraintsMerge constraints = new ConstraintsMerge(base, ours, theirs, choice);
    Table merged =
        new Table(
            ours.id(),
            choice.of(
                "schema", base == null ? null : base.schema(), ours.schema(), theirs.schema()),
            choice.of("name", base == null ? null : base.name(), ours.name(), theirs.name()),
            ours.version(),
            columns.columns(),
            columns.nextId(),
            constraints.keys(fromBase, fromOurs, fromTheirs),
            constraints.nextKeyId(),
            constraints.checks(),
            constraints.foreignKeys(fromBase, fromOurs, fromTheirs, parents),
            choice.of(
                "comment", base == null ? null : base.comment(), ours.comment(), theirs.comment()),
            options(columns.sharedIds()));
    Table result = merged.equals(ours) ? ours : withNextVersion(merged);
    return new MergedTable(
        result,
        MergedTable.Reading.of(
            base == null ? ours : base,
            result,
            base == null ? fromOurs : fromBase.without(columns.restored())),
        MergedTable.Reading.of(ours, result, fromOurs),
        MergedTable.Reading.of(theirs, result, fromTheirs),
        columns.restored(),
        columns.concernsAllRows());
  }

  private SortedMap<String, String> options(int sharedIds) {
    TreeMap<String, String> merged = new TreeMap<>();
    TreeSet<String> keys = new TreeSet<>(ours.options().keySet());
    keys.addAll(theirs.options().keySet());
    keys.remove(ColumnMatch.SHARED_IDS);
    for (String key : keys) {
      String was = base == null ? null : base.options().get(key);
      String kept =
          choice.orNone("option " + key, was, ours.options().get(key), theirs.options().get(key));
      if (kept != null) {
        merged.put(key, kept);
      }
    }
    if (sharedIds < Integer.MAX_VALUE) {
      merged.put(ColumnMatch.SHARED_IDS, Integer.toString(sharedIds));
    }
    return merged;
  }

  private Table withNextVersion(Table merged) {
    return new Table(
        merged.id(),
        merged.schema(),
        merged.name(),
        Math.max(ours.version(), theirs.version()) + 1,
        merged.columns(),
        merged.nextColumnId(),
        merged.keys(),
        merged.nextKeyId(),
        merged.checks(),
        merged.foreignKeys(),
        merged.comment(),
        merged.options());
  }
}
