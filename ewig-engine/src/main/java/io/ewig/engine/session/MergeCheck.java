package io.ewig.engine.session;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.rule.Change;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.merge.Edit;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Referee;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what rules a branch would break if a merge was committed: each side may keep them, and both
 * together not. One thread, one merge.
 */
final class MergeCheck {

  /**
   * Rows that were settled by values can break rules with each other; at some time it is enough.
   */
  private static final int REPLACEMENTS_MAX = 10;

  private final Database database;
  private final View ours;
  private final Referee referee;
  private final long nanos;

  MergeCheck(Database database, View ours, Referee referee, long nanos) {
    this.database = database;
    this.ours = ours;
    this.referee = referee;
    this.nanos = nanos;
  }

  /**
   * The edits, with what somebody has said of those that break a rule. Nobody can say that a rule
   * is to be broken: what still breaks one when all is done stays open.
   */
  List<Edit> settled(List<Edit> edits) {
    int replacements = 0;
    List<Edit> now = edits;
    while (true) {
      Round round = new Round(now, replacements < REPLACEMENTS_MAX);
      List<Edit> next = round.run();
      if (next.equals(now)) {
        round.unsettled.forEach(referee::keepOpen);
        return now;
      }
      replacements += next.size() == now.size() ? 1 : 0; // what is taken away comes to an end
      now = next;
    }
  }

  /** One look at all of them. */
  private final class Round {

    private final List<Edit> edits;
    private final Tables codecs = new Tables();
    private final Catalog catalog;
    private final Rules rules;
    private final boolean isReplacing;
    private final List<MergeConflict> unsettled = new ArrayList<>(); // whatever was said of them
    private final IdentityHashMap<Edit, String> refused = new IdentityHashMap<>(); // as too long

    /**
     * @param isReplacing whether edits are replaced by values that somebody has said
     */
    Round(List<Edit> edits, boolean isReplacing) {
      this.edits = edits;
      this.isReplacing = isReplacing;
      Overlay merged = new Overlay(ours.source(), nanos);
      edits.forEach(edit -> apply(edit, merged));
      this.catalog = database.state().catalogs().of(merged);
      this.rules = new Rules(database.checks(), merged, ours.source(), catalog, codecs);
    }

    /** Keys of rows of one side may be too long for an index of the other. */
    private void apply(Edit edit, Overlay to) {
      try {
        edit.apply(to, codecs);
      } catch (UserException tooLong) {
        if (edit instanceof Edit.OfObject) {
          throw tooLong; // it has no keys
        }
        refused.put(edit, text(tooLong));
      }
    }

    private void leaveOpen(MergeConflict conflict) {
      if (unsettled.size() < Referee.CONFLICTS_MAX) {
        unsettled.add(conflict);
      }
    }

    List<Edit> run() {
      List<Edit> settled = new ArrayList<>();
      for (Edit edit : edits) {
        if (edit instanceof Edit.OfRow row) {
          row(row, settled);
        } else {
          if (edit instanceof Edit.OfTable table) {
            table(table);
          } else if (edit instanceof Edit.OfObject object) {
            object(object);
          }
          settled.add(edit);
        }
      }
      return settled;
    }

    private void table(Edit.OfTable edit) {
      Table before = edit.before();
      Table after = edit.after();
      Table either = Objects.requireNonNull(after == null ? before : after, "a change of no table");
      String refusal = refused.get(edit);
      if (refusal != null) {
        leaveOpen(MergeConflict.violation(either, refusal));
        return;
      }
      try {
        if (after == null) {
          if (before != null) {
            rules.requireUnreferred(before);
          }
          return;
        }
        rules.requireDefined(after);
        CatalogWork.requireFree(catalog, after);
        if (before != null) {
          rules.requireReferredKept(after);
        }
        if (before == null ? isRestored(after) : isStricter(before, after)) {
          rules.requireRowsFit(after);
        }
      } catch (UserException broken) {
        leaveOpen(MergeConflict.violation(either, text(broken)));
      }
    }

    /** Whether a table had been dropped: then its rows are there again, edited or not. */
    private boolean isRestored(Table table) {
      return Catalogs.last(table.id(), ours.source()) != null;
    }

    /** A view of theirs can have the name of a table of ours. */
    private void object(Edit.OfObject edit) {
      if (edit.world().equals(CatalogObject.WORLD)
          && catalog.findObject(edit.key()).orElse(null) instanceof SqlView view) {
        catalog
            .find(view.schema(), view.name())
            .filter(table -> ours.catalog().find(table.id()).isPresent()) // else it has been said
            .ifPresent(
                table ->
                    leaveOpen(MergeConflict.violation(table, CatalogWork.taken(table.toString()))));
      }
    }

    private void row(Edit.OfRow edit, List<Edit> settled) {
      String broken = broken(edit);
      Resolution said = null;
      if (broken != null) {
        MergeConflict conflict = conflict(edit, broken);
        said = referee.said(conflict);
        if (said == null || isKept(said)) {
          leaveOpen(conflict); // unless what is said of others ends it
        }
      }
      if (said == null || isKept(said)) {
        settled.add(edit);
      } else if (said.take() == Resolution.Take.VALUE) {
        settled.add(
            new Edit.OfRow(
                edit.table(), edit.key(), computed(edit, said), edit.from(), edit.until()));
      }
    }

    /** What somebody has said, with the columns that are computed from it. */
    private byte @Nullable [] computed(Edit.OfRow edit, Resolution said) {
      byte[] bytes = said.value();
      TableCodec codec = codecs.of(edit.table());
      return bytes == null || codec.generated().isEmpty()
          ? bytes
          : codec.toBytes(codec.generated().computedOrNull(codec.toRow(bytes)));
    }

    private boolean isKept(Resolution said) {
      return said.take() == Resolution.Take.THEIRS
          || (said.take() == Resolution.Take.VALUE && !isReplacing);
    }

    private @Nullable String broken(Edit.OfRow edit) {
      TableCodec codec = codecs.of(edit.table());
      byte[] bytes = edit.row();
      String refusal = refused.get(edit);
      if (refusal != null) {
        return refusal;
      }
      try {
        if (bytes != null) {
          codec.requireRoom(bytes);
          Row row = edit.table().accept(codec.toRow(bytes).toList().toArray());
          rules.enforce(edit.table(), row);
        }
        Change.OfRow change = new Change.OfRow(codec, edit.key(), bytes, null);
        rules.recheck(change, edit.from(), edit.until(), ours.source());
        return null;
      } catch (UserException broken) {
        return text(broken);
      }
    }

    private MergeConflict conflict(Edit.OfRow edit, String broken) {
      TableCodec codec = codecs.of(edit.table());
      byte[] rowKey = codec.rowKey(edit.key());
      Version was = ours.source().find(rowKey, edit.from());
      byte[] bytes = was == null ? null : was.value();
      return MergeConflict.violation(
          edit.table(),
          rowKey,
          codec.describe(edit.key()),
          edit,
          bytes == null ? null : codec.toRow(bytes),
          broken);
    }
  }

  private static String text(UserException broken) {
    return String.valueOf(broken.getMessage());
  }

  private static boolean isComputedAnew(Column column, Table before) {
    int position = before.positionOfId(column.id());
    return column.isGenerated()
        && (position < 0 || !column.byDefault().equals(before.columns().get(position).byDefault()));
  }

  /** Whether rows that were right before may not be any more. */
  private static boolean isStricter(Table before, Table after) {
    Set<Object> known = new HashSet<>(before.keys());
    known.addAll(before.checks());
    known.addAll(before.foreignKeys());
    Set<Integer> notNull = new HashSet<>();
    before.columns().stream().filter(c -> !c.nullable()).map(Column::id).forEach(notNull::add);
    return after.keys().stream().anyMatch(key -> key.isUnique() && !known.contains(key))
        || !known.containsAll(after.checks())
        || !known.containsAll(after.foreignKeys())
        || after.columns().stream().anyMatch(c -> !c.nullable() && !notNull.contains(c.id()))
        || after.columns().stream().anyMatch(c -> isComputedAnew(c, before));
  }
}
