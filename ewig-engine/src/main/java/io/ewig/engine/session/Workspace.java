package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.state.Overlay;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Table;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a transaction has changed so far, and what its branch looks like with it; one thread. */
final class Workspace {

  private final Database database;
  private final BranchInfo branch;
  private final View snapshot;
  private final long nanos;
  private final List<Change> changes = new ArrayList<>();
  private final List<Runnable> pending = new ArrayList<>(); // checks when the statement ends
  private Overlay overlay;
  private View own;
  private Rules rules;

  Workspace(Database database, BranchInfo branch, View snapshot) {
    this.database = database;
    this.branch = branch;
    this.snapshot = snapshot;
    this.nanos = snapshot.validNanos();
    this.overlay = new Overlay(snapshot.source(), nanos);
    this.own = snapshot.over(overlay, snapshot.catalog());
    this.rules = own.rules(database.checks());
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

  int size() {
    return changes.size();
  }

  void requireInBranch(Table table) {
    if (branch.line().only() != null) {
      requireInBranch(table.world());
    }
  }

  void requireInBranch(World world) {
    World only = branch.line().only();
    if (only != null && !only.equals(world)) {
      throw new UserException(
          ErrorCode.INVALID_WORLD,
          "branch " + branch.name() + " is about " + only + " only, so " + world + " can't change");
    }
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
  }

  /** Sees the tables anew. */
  void look() {
    own = snapshot.over(overlay, null);
    rules = own.rules(database.checks());
  }

  Table requireCurrent(Table table) {
    Table current = own.catalog().byId().get(table.id());
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
    add(change);
    change.apply(overlay, from(change.valid()), to(change.valid()));
  }

  /** What one call changes is changed as a whole: if it fails, nothing is left of it. */
  <T> T whole(Supplier<T> call) {
    int changesBefore = changes.size();
    int pendingBefore = pending.size();
    try {
      return call.get();
    } catch (RuntimeException e) {
      pending.subList(pendingBefore, pending.size()).clear();
      if (changes.size() > changesBefore) {
        takeBack(changesBefore);
      }
      throw e;
    }
  }

  /** Takes back all changes but the first ones, between statements. */
  void rewind(int count) {
    pending.clear();
    takeBack(count);
  }

  private void takeBack(int count) {
    List<Change> kept = List.copyOf(changes.subList(0, count));
    changes.clear();
    overlay = new Overlay(snapshot.source(), nanos);
    look();
    for (Change change : kept) {
      changes.add(change);
      replay(change);
    }
  }

  private void replay(Change change) {
    if (change instanceof Change.OfRow row) {
      row.apply(overlay, from(row.valid()), to(row.valid()));
    } else if (change instanceof Change.OfTable table) {
      table.apply(overlay, own.codecs());
      look();
    }
  }

  /** Everything as one commit to be. */
  Proposal proposal(Words words) {
    return new Admission(database, branch, snapshot, changes, words, nanos).proposal(branch.line());
  }
}
