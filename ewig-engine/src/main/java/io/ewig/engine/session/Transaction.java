package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes that become history together, or not at all.
 *
 * <ul>
 *   <li>sees its branch as it was when it began, and what it has changed itself;
 *   <li>of two that change the same row, the one that commits first wins; the other gets a {@code
 *       ConflictException} and may try again;
 *   <li>what is wrong with one row is refused at once; what rows must fulfil together (UNIQUE,
 *       FOREIGN KEY) at {@link #endStatement} or at the commit;
 *   <li>a change without a valid period holds from the commit on; if another one in the transaction
 *       has a period, from the transaction's beginning on;
 *   <li>a call that fails changes nothing;
 *   <li>one thread; over after {@link #commit}, or {@link #close}, which takes everything back.
 * </ul>
 */
public final class Transaction implements AutoCloseable {

  /** A transaction's changes are held in memory until it commits. */
  public static final int CHANGES_MAX = Commit.EVENTS_MAX;

  private final Workspace space;
  private final RowWork rows;
  private final Words words = new Words();
  private boolean isOver;

  Transaction(Database database, BranchInfo branch, View snapshot) {
    this.space = new Workspace(database, branch, snapshot);
    this.rows = new RowWork(space);
  }

  private void requireOpen() {
    if (isOver) {
      throw new UserException(
          ErrorCode.TRANSACTION_OVER,
          "the transaction is over; begin another one to change or read anything");
    }
  }

  /** What the transaction sees, as true now. */
  public View view() {
    requireOpen();
    return space.view();
  }

  /** Who commits, why, and what else is to be kept with the commit. */
  public Words words() {
    return words;
  }

  /** Adds an event to a world that is not a table; it is seen when it is committed. */
  public void append(EventDraft draft) {
    requireOpen();
    Reserved.refuse(draft.world());
    space.requireInBranch(draft.world());
    space.add(new Change.OfWorld(draft));
  }

  // ---- tables

  public Table create(Table table) {
    requireOpen();
    space.requireInBranch(table);
    if (space.view().catalog().find(table.schema(), table.name()).isPresent()) {
      throw new UserException(ErrorCode.DUPLICATE_TABLE, "there is a table " + table + " already");
    }
    space.rules().requireDefined(table);
    space.define(null, table);
    return table;
  }

  /** Changes a table's definition; gives the new one. Rows stay as they were written. */
  public Table alter(Table table, Alteration alteration) {
    requireOpen();
    space.requireInBranch(table);
    Table current = space.requireCurrent(table);
    Table altered = alteration.apply(current);
    boolean isRenamed = !altered.toString().equals(current.toString());
    if (isRenamed && space.view().catalog().find(altered.schema(), altered.name()).isPresent()) {
      throw new UserException(
          ErrorCode.DUPLICATE_TABLE, "there is a table " + altered + " already");
    }
    space.rules().requireDefined(altered);
    space.rules().requireReferredKept(altered);
    return space.whole(
        () -> {
          space.define(current, altered);
          space.rules().requireRowsFit(altered);
          return altered;
        });
  }

  public void drop(Table table) {
    requireOpen();
    space.requireInBranch(table);
    Table current = space.requireCurrent(table);
    space.rules().requireUnreferred(current);
    space.define(current, null);
  }

  // ---- rows

  /** Adds a row that holds from the commit on; gives it with what was filled in. */
  public Row insert(Table table, Map<String, ?> values) {
    return insert(table, values, null);
  }

  /**
   * @param values by column; a column that is missing gets its default
   * @param valid when the row holds; null: from the commit on
   */
  public Row insert(Table table, Map<String, ?> values, @Nullable ValidPeriod valid) {
    requireOpen();
    return rows.insert(table, values, valid);
  }

  /** Adds a whole row. */
  public Row insert(Table table, Row row, @Nullable ValidPeriod valid) {
    requireOpen();
    return rows.insert(table, row, valid);
  }

  /** Adds a whole row, or takes the place of the one with its key. */
  public void put(Table table, Row row, @Nullable ValidPeriod valid) {
    requireOpen();
    rows.put(table, row, valid);
  }

  /**
   * Changes the row with a key for some time; a row that changes during that time is changed piece
   * by piece.
   *
   * @param valid null: from the commit on
   * @return in how many pieces; 0 if there is no such row then
   */
  public int update(
      Table table, List<?> key, UnaryOperator<Row> change, @Nullable ValidPeriod valid) {
    requireOpen();
    return rows.update(table, key, change, valid);
  }

  /** Takes away the row with a key for some time; whether there was one. */
  public boolean delete(Table table, List<?> key, @Nullable ValidPeriod valid) {
    requireOpen();
    return rows.delete(table, key, valid);
  }

  // ---- ends

  /** Checks what rows must fulfil together, so that an error comes with the statement at fault. */
  public void endStatement() {
    requireOpen();
    space.check();
  }

  public Savepoint savepoint(String name) {
    endStatement();
    return new Savepoint(this, name, space.size());
  }

  /** Takes back what was changed since. */
  public void rollbackTo(Savepoint savepoint) {
    requireOpen();
    if (!savepoint.isOf(this) || savepoint.changes() > space.size()) {
      throw new UserException(
          ErrorCode.UNKNOWN_SAVEPOINT,
          "savepoint '"
              + savepoint.name()
              + "' is not one of this transaction, or was left behind");
    }
    space.rewind(savepoint.changes());
  }

  /** Whether anything was changed. */
  public boolean isEmpty() {
    return space.size() == 0;
  }

  /**
   * Makes the changes history.
   *
   * @return the commit, or none if nothing was changed
   */
  public Optional<Commit> commit() {
    endStatement();
    isOver = true;
    return isEmpty()
        ? Optional.empty()
        : Optional.of(space.database().committer().commit(space.proposal(words)));
  }

  /** Takes everything back, unless it was committed. */
  @Override
  public void close() {
    isOver = true;
  }
}
