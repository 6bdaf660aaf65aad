package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.rule.Change;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.number.NumberWatch;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a transaction has changed so far, and what its branch looks like with it; one thread. */
final class Workspace {

  /** What was taken back lies in memory until it is more than what counts, and this. */
  private static final int TAKEN_BACK_MAX = 1 << 16;

  private final Database database;
  private final BranchInfo branch;
  private final View snapshot;
  private final long nanos;
  private final List<Change> changes = new ArrayList<>();
  private final List<Runnable> pending = new ArrayList<>(); // checks when the statement ends
  private NumberWatch watch = NumberWatch.NONE;
  private Overlay overlay;
  private int overlays; // how many there were before this one
  private long[] replayed = {}; // where the overlay was after each change that it was made of
  private View own;
  private Rules rules;

  Workspace(Database database, BranchInfo branch, View snapshot) {
    this.database = database;
    this.branch = branch;
    this.snapshot = snapshot;
    this.nanos = snapshot.validNanos();
    snapshot.requireLineHere();
    this.overlay = new Overlay(snapshot.source(), nanos);
    this.own = snapshot.over(overlay, snapshot.catalog());
    this.rules = own.rules(database.checks(), snapshot.source());
  }

  Database database() {
    return database;
  }

  /** The branch with all changes. */
  View view() {
    return own;
  }

  /** Likewise, as bytes. */
  Overlay overlay() {
    return overlay;
  }

  Rules rules() {
    return rules;
  }

  /** When the transaction began. */
  long nanos() {
    return nanos;
  }

  /** What it looks like now, whatever is changed later. */
  View frozen() {
    return own.like(overlay.frozen());
  }

  int size() {
    return changes.size();
  }

  // ---- numbers

  void watchNumbers(NumberWatch numbers) {
    watch = numbers;
  }

  long next(Sequence sequence) {
    long number = database.numbers().next(sequence, database.committer());
    watch.drawn(sequence, number);
    return number;
  }

  long next(Table table, Column column) {
    long number = database.numbers().next(table, column);
    watch.drawn(null, number);
    return number;
  }

  /**
   * How far the changes have got.
   *
   * @param overlay which they were put into, as bytes
   */
  record Place(int changes, int pending, int overlay, long mark) {}

  Place place() {
    return new Place(changes.size(), pending.size(), overlays, overlay.mark());
  }

  /** Refuses to change a table where it is not, or is not kept. */
  void requireInBranch(Table table) {
    own.requireHere(table);
    if (branch.line().only() != null) {
      requireInBranch(table.world());
    }
  }

  void requireInBranch(World world) {
    branch.requireAbout(world);
  }

  void add(Change change) {
    if (changes.size() == Transaction.CHANGES_MAX) {
      throw new UserException(
          ErrorCode.COMMIT_TOO_LARGE,
          "a transaction makes at most " + Transaction.CHANGES_MAX + " changes; split it");
    }
    changes.add(change);
  }

  void define(@Nullable Table before, @Nullable Table after) {
    Change.OfTable change = new Change.OfTable(before, after);
    add(change);
    change.apply(overlay, own.codecs());
    look();
    if (after != null) {
      own.requireHere(after); // with what it refers to from now on
    }
  }

  /** Changes what the catalog has beside tables. */
  void define(String key, @Nullable CatalogObject after) {
    Json document = after == null ? null : after.document();
    Change.OfObject change = new Change.OfObject(CatalogObject.WORLD, key, document);
    add(change);
    change.apply(overlay);
    look();
  }

  /** Sees the tables anew. */
  void look() {
    own = snapshot.over(overlay, null);
    rules = own.rules(database.checks(), snapshot.source());
  }

  Table requireCurrent(Table table) {
    Table current = own.catalog().find(table.id()).orElse(null);
    if (current == null) {
      throw new UserException(
          ErrorCode.UNKNOWN_TABLE, "there is no table " + table + " on branch " + branch.name());
    }
    if (current.version() != table.version()) {
      throw new UserException(
          ErrorCode.UNKNOWN_TABLE,
          table
              + " was altered: it has version "
              + current.version()
              + ", not "
              + table.version()
              + "; look it up again");
    }
    return current;
  }

  /** Has something checked when the statement ends. */
  void later(Runnable check) {
    pending.add(check);
  }

  void check() {
    for (Runnable check : pending) {
      check.run();
    }
    pending.clear();
  }

  long from(@Nullable ValidPeriod valid) {
    return valid == null ? nanos : SystemNanos.of(valid.from());
  }

  static long to(@Nullable ValidPeriod valid) {
    return valid == null ? Version.OPEN : SystemNanos.of(valid.to());
  }

  void change(Change.OfRow change) {
    long from = from(change.valid());
    long to = to(change.valid());
    if (from >= to) {
      throw new UserException(
          ErrorCode.INVALID_DATETIME,
          "valid time of rows reaches from 1677-09-21 to 2262-04-11, and nothing of "
              + change.valid()
              + " lies within; leave its end out if it is open");
    }
    add(change);
    change.apply(overlay, from, to);
  }

  /** What one call changes is changed as a whole: if it fails, nothing is left of it. */
  <T> T whole(Supplier<T> call) {
    Place before = place();
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      takeBack(before);
      throw e;
    }
  }

  /** Takes back all changes since a place, and what was to be checked of them. */
  void takeBack(Place to) {
    pending.subList(Math.min(to.pending, pending.size()), pending.size()).clear();
    List<Change> undone = changes.subList(to.changes, changes.size());
    boolean hasDefinitions = undone.stream().anyMatch(Change::isDefinition);
    boolean isEmpty = undone.isEmpty();
    undone.clear();
    boolean isWorthIt = overlay.events() <= 2L * changes.size() + TAKEN_BACK_MAX;
    boolean isUndone = isEmpty || (isWorthIt && overlay.backTo(markOf(to)));
    if (!isUndone) {
      replay();
    } else if (hasDefinitions) {
      look();
    }
  }

  /** Where a place is in the overlay that there is now, if it was in one before that. */
  private long markOf(Place place) {
    return place.overlay == overlays ? place.mark : replayed[place.changes];
  }

  private void replay() {
    overlay = new Overlay(snapshot.source(), nanos);
    overlays++;
    look();
    replayed = new long[changes.size() + 1];
    replayed[0] = overlay.mark();
    for (int i = 0; i < changes.size(); i++) {
      replay(changes.get(i));
      replayed[i + 1] = overlay.mark();
    }
  }

  private void replay(Change change) {
    if (change instanceof Change.OfRow row) {
      row.apply(overlay, from(row.valid()), to(row.valid()));
    } else if (change instanceof Change.OfTable table) {
      table.apply(overlay, own.codecs());
      look();
    } else if (change instanceof Change.OfObject object) {
      object.apply(overlay);
      look();
    }
  }

  /** Everything as one commit to be. */
  Proposal proposal(Words words) {
    return new Admission(database, branch, snapshot, changes, words, nanos).proposal(branch.line());
  }
}
