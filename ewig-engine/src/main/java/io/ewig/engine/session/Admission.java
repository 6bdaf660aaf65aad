package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.rule.Change;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a transaction may commit, when nobody else can any more before it.
 *
 * <p>If nothing was committed on its branch since it began, all that it has checked still holds.
 */
final class Admission {

  private final Database database;
  private final BranchInfo branch;
  private final View snapshot;
  private final List<Change> changes;
  private final Words words;
  private final long nanos;
  private final @Nullable Runnable check;

  Admission(
      Database database,
      BranchInfo branch,
      View snapshot,
      List<Change> changes,
      Words words,
      long nanos) {
    this(database, branch, snapshot, changes, words, nanos, null);
  }

  /**
   * @param check throws if the commit is not wanted any more; null: it is
   */
  Admission(
      Database database,
      BranchInfo branch,
      View snapshot,
      List<Change> changes,
      Words words,
      long nanos,
      @Nullable Runnable check) {
    this.database = database;
    this.branch = branch;
    this.snapshot = snapshot;
    this.changes = changes;
    this.words = words;
    this.nanos = nanos;
    this.check = check;
  }

  Proposal proposal(Line line) {
    return proposal(line, List.of(), List.of());
  }

  /**
   * @param more events beside the changes
   * @param merged what else the commit follows
   */
  Proposal proposal(Line line, List<EventDraft> more, List<EventId> merged) {
    ValidPeriod sinceNow = isMixed() ? ValidPeriod.ofNanos(nanos, Version.OPEN) : null;
    List<EventDraft> drafts = new ArrayList<>();
    changes.forEach(change -> drafts.add(change.draft(sinceNow)));
    drafts.addAll(more);
    return new Proposal(words.on(line.name()), drafts, database.start(line), merged, this::pass);
  }

  /**
   * Whether some changes hold for periods of their own. They were checked against the others as
   * from the transaction's beginning on, so then the others hold from there on, not from the commit
   * on: in between, two rows might claim what is unique.
   */
  private boolean isMixed() {
    for (Change change : changes) {
      if (change instanceof Change.OfRow row && row.valid() != null) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Commit pass() {
    if (database.state().erasedSize() > snapshot.size()) {
      throw State.erasedMeanwhile(); // it may be about what is no more
    }
    boolean isChanged = database.isChanged(branch.line(), snapshot.size());
    if (!isChanged && check == null && words.isUnconditional()) {
      requireCurrentLine(database, branch);
      return null; // and so nobody had to wait for the state
    }
    database.state().catchUp(database.log().appended().size());
    Commit same = Repeated.of(database, words);
    if (same != null) {
      return same;
    }
    if (check != null) {
      check.run();
    }
    Line line = branch.line();
    requireCurrentLine(database, branch);
    Source latest = database.state().source(line.lineage(), Long.MAX_VALUE);
    Repeated.requireExpected(latest, words);
    if (isChanged) {
      requireUntouched(latest);
      requireSameToRead(latest);
      requireRulesKept(latest);
    }
    return null;
  }

  /** A branch that was reset or dropped meanwhile is not the one the transaction began on. */
  static void requireCurrentLine(Database database, BranchInfo branch) {
    boolean isSame =
        database
            .state()
            .refs()
            .branch(branch.name(), Long.MAX_VALUE)
            .filter(now -> now.line().number() == branch.line().number())
            .filter(now -> now.line().name().equals(branch.line().name()))
            .isPresent();
    if (!isSame) {
      throw new ConflictException(
          ErrorCode.WRITE_CONFLICT,
          "branch " + branch.name() + " was moved or dropped meanwhile; begin again");
    }
  }

  private void requireUntouched(Source latest) {
    boolean areSameTables = latest.newestSeq(Catalogs.changes()) < snapshot.size();
    for (Change change : changes) {
      if (change instanceof Change.OfRow row) {
        requireSame(row.table().table(), latest, areSameTables);
        if (latest.newestSeq(row.rowKey()) >= snapshot.size()) {
          throw changedMeanwhile(
              "a row of " + row.table().table() + ", the one " + row.describe() + ",");
        }
      } else if (change instanceof Change.OfTable table) {
        requireSame(table.either(), latest, areSameTables);
      } else if (change instanceof Change.OfObject object) {
        byte[] key = new WorldSource(object.world(), latest).keyOf(object.key());
        if (latest.newestSeq(key) >= snapshot.size()) {
          throw changedMeanwhile(describe(object));
        }
      }
    }
  }

  /** Not even if it was changed and is now what it was: a merge can bring back what was dropped. */
  private void requireSame(Table table, Source latest, boolean areSameTables) {
    if (!areSameTables
        && latest.newestSeq(Space.TABLE.key(Space.idOf(table.id()))) >= snapshot.size()) {
      throw changedMeanwhile("the definition of " + table);
    }
  }

  private void requireSameToRead(Source latest) {
    if (changes.stream().anyMatch(Change::isDefinition)
        && latest.newestSeq(Catalogs.changes()) >= snapshot.size()) {
      Catalog now = database.state().catalogs().of(latest);
      new DefinitionSkew(snapshot.catalog(), now)
          .find(changes)
          .ifPresent(
              what -> {
                throw changedMeanwhile(what + ", with which this may not go,");
              });
    }
  }

  private String describe(Change.OfObject object) {
    return object.isDefinition()
        ? String.valueOf(
            object.value() == null
                ? snapshot.catalog().findObject(object.key()).orElseThrow()
                : CatalogObject.of(object.key(), object.value()))
        : "object " + object.key() + " of " + object.world();
  }

  private static ConflictException changedMeanwhile(String what) {
    return new ConflictException(
        ErrorCode.WRITE_CONFLICT,
        what + " was changed by a transaction that committed first; begin again");
  }

  /** All rules were kept when the statements ended, so what breaks one now came from others. */
  private void requireRulesKept(Source latest) {
    try {
      requireRules(latest);
    } catch (UserException e) {
      throw new ConflictException(
          ErrorCode.WRITE_CONFLICT,
          "a transaction that committed first does not go with this one; begin again: " + e.text(),
          e);
    }
  }

  /** Checks against what others have committed what was checked without it. */
  private void requireRules(Source latest) {
    Overlay merged = new Overlay(latest, nanos);
    Tables codecs = database.state().newTables();
    for (Change change : changes) {
      if (change instanceof Change.OfTable table) {
        table.apply(merged, codecs);
      } else if (change instanceof Change.OfObject object && object.isDefinition()) {
        object.apply(merged);
      } else if (change instanceof Change.OfRow row) {
        row.apply(merged, from(row), to(row));
      }
    }
    Catalog catalog = database.state().catalogs().of(merged);
    Rules rules = new Rules(database.checks(), merged, latest, catalog, codecs);
    for (Change change : changes) {
      if (change instanceof Change.OfRow row) {
        rules.recheck(row, from(row), to(row), latest);
      } else if (change instanceof Change.OfTable table) {
        recheck(table, catalog, rules);
      } else if (change instanceof Change.OfObject object && object.isDefinition()) {
        recheck(object, catalog);
      }
    }
  }

  private void recheck(Change.OfTable change, Catalog catalog, Rules rules) {
    Table changed = change.either();
    Table table = catalog.find(changed.id()).orElse(null);
    if (table == null) {
      rules.requireUnreferred(changed);
      return;
    }
    if (catalog.isAmbiguous(table) || catalog.findView(table.schema(), table.name()).isPresent()) {
      throw changedMeanwhile("table " + changed); // where two have a name, the catalog renames one
    }
    rules.requireDefined(table);
    rules.requireReferredKept(table);
    rules.requireRowsFit(table);
  }

  private void recheck(Change.OfObject change, Catalog catalog) {
    CatalogObject now = catalog.findObject(change.key()).orElse(null);
    CatalogObject then = snapshot.catalog().findObject(change.key()).orElse(null);
    boolean isTaken = now instanceof SqlView && catalog.find(now.schema(), now.name()).isPresent();
    boolean isFilled =
        now == null && then instanceof Schema && !catalog.contentOf(then.name()).isEmpty();
    if (isTaken || isFilled) {
      throw changedMeanwhile(String.valueOf(now == null ? then : now));
    }
  }

  private long from(Change.OfRow row) {
    return row.valid() == null ? nanos : row.valid().fromNanos();
  }

  private static long to(Change.OfRow row) {
    return row.valid() == null ? Version.OPEN : row.valid().toNanos();
  }
}
