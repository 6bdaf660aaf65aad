package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.rule.Change;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.number.NumberWatch;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
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

  /** Far beyond what anybody nests. */
  public static final int SAVEPOINTS_MAX = 1 << 16;

  private final Workspace space;
  private final RowWork rows;
  private final CatalogWork objects;
  private final List<Savepoint> savepoints = new ArrayList<>();
  private final Words words = new Words();
  private final Reserved reserved;
  private boolean isOver;

  Transaction(Database database, BranchInfo branch, View snapshot) {
    this.space = new Workspace(database, branch, snapshot);
    this.rows = new RowWork(space);
    this.objects = new CatalogWork(space);
    this.reserved = database.reserved();
  }

  private void requireOpen() {
    if (isOver) {
      throw new UserException(
          ErrorCode.TRANSACTION_OVER,
          "the transaction is over; begin another one to change or read anything");
    }
  }

  /** What the transaction sees, as true now: also what it will change after this. */
  public View view() {
    requireOpen();
    return space.view();
  }

  /**
   * What the transaction sees at this point, as true now. What it changes later is not seen: so a
   * statement that reads what it writes comes to an end.
   */
  public View snapshot() {
    requireOpen();
    return space.frozen();
  }

  /** Who commits, why, and what else is to be kept with the commit. */
  public Words words() {
    return words;
  }

  /** Adds an event to a world that is not a table; it is seen when it is committed. */
  public void append(EventDraft draft) {
    requireOpen();
    reserved.refuse(draft.world());
    space.requireInBranch(draft.world());
    space.add(new Change.OfWorld(draft));
  }

  // ---- tables

  /** Adds a table, whose name must be free and whose id must never have been another's. */
  public Table create(Table table) {
    requireOpen();
    space.requireInBranch(table);
    CatalogWork.requireNew(space.view(), table);
    CatalogWork.requireFree(space.view().catalog(), table);
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
    CatalogWork.requireFree(space.view().catalog(), altered);
    space.rules().requireDefined(altered);
    space.rules().requireReferredKept(altered);
    return space.whole(
        () -> {
          if (alteration instanceof Alteration.DropExpression drop) {
            rows.keepComputed(current, current.column(drop.name()));
          }
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

  // ---- views, sequences and schemas

  /** Adds a view, a sequence or a schema, whose name must be free. */
  public void create(CatalogObject object) {
    requireOpen();
    objects.create(object);
  }

  /** Puts one in the place of what has its name, or adds it. */
  public void replace(CatalogObject object) {
    requireOpen();
    objects.replace(object);
  }

  /**
   * Takes one away. A schema must be empty. What needs a view or a sequence is not looked for: that
   * is SQL's affair.
   */
  public void drop(CatalogObject object) {
    requireOpen();
    objects.drop(object);
  }

  /**
   * The next number of a sequence: given out once, on whatever branch, also if the transaction
   * comes to nothing or the database goes down. Some numbers may be given to nobody.
   */
  public long next(Sequence sequence) {
    requireOpen();
    return space.next(sequence);
  }

  /**
   * A sequence that counts in another way, from the number on that the old one has given out last,
   * on whatever branch.
   *
   * @param changed of a new id; with what it begins is of no account
   */
  public Sequence following(Sequence old, Sequence changed) {
    requireOpen();
    return space.database().numbers().following(old, changed, space.database().committer());
  }

  /** The number that a column that counts by itself gives next, if nobody is faster. */
  public long upcoming(Table table, Column column) {
    requireOpen();
    return space.database().numbers().upcoming(table, column);
  }

  /** The time of this transaction, as a column of a type holds it whose default it is. */
  public Object present(Type type) {
    requireOpen();
    return Present.as(type, space.nanos());
  }

  /**
   * Has a sequence go on with a number, at once and on all branches, whatever becomes of the
   * transaction: numbers may come again.
   *
   * @param isGiven whether that number counts as given out, so that the one behind it comes next
   */
  public void set(Sequence sequence, long number, boolean isGiven) {
    requireOpen();
    space.database().numbers().set(sequence, number, isGiven, space.database().committer());
  }

  /** Lets somebody know of each number that the transaction draws. */
  public void watchNumbers(NumberWatch watch) {
    space.watchNumbers(watch);
  }

  /** An id for a new table or sequence. */
  public UUID newId() {
    return space.database().newId();
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

  /**
   * The row that an insert of some values would add; numbers and ids in it are given out by this,
   * and no other row gets them.
   *
   * @param values by column; a column that is missing gets its default
   */
  public Row completed(Table table, Map<String, ?> values) {
    requireOpen();
    return rows.completed(table, values);
  }

  /** The same, also where somebody chooses numbers that otherwise the database alone gives. */
  public Row completedAny(Table table, Map<String, ?> values) {
    requireOpen();
    return rows.completedAny(table, values);
  }

  /** A row with what its computed columns hold, as it is written. */
  public Row computed(Table table, Row row) {
    requireOpen();
    return rows.computed(table, row);
  }

  /** What a column gets when nothing is said about it. */
  public @Nullable Object defaultOf(Table table, Column column) {
    requireOpen();
    return rows.defaultOf(table, column);
  }

  /** Adds a whole row; what it says of computed columns does not count, also in what follows. */
  public Row insert(Table table, Row row, @Nullable ValidPeriod valid) {
    requireOpen();
    return rows.insert(table, row, valid);
  }

  /**
   * The rows that have a key already which another would have, as far as they have it in a part of
   * its time; in the order of time. Nobody has a key with a null in it.
   *
   * @param key one that no two rows may have at once
   * @param valid when the other would hold; null: from the commit on
   */
  public List<TimedRow> holders(Table table, Index key, Row row, @Nullable ValidPeriod valid) {
    requireOpen();
    return rows.holders(table, key, row, valid);
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

  /**
   * What a row is to be.
   *
   * @param key the row's primary key as it was
   * @param valid for how long; null: from the commit on
   */
  public record Replacement(List<?> key, Row after, @Nullable ValidPeriod valid) {}

  /**
   * Changes rows together: they may exchange their primary keys.
   *
   * @return in how many pieces
   */
  public int update(Table table, List<Replacement> replacements) {
    requireOpen();
    return rows.update(table, replacements);
  }

  /** Takes away the row with a key for some time; whether there was one. */
  public boolean delete(Table table, List<?> key, @Nullable ValidPeriod valid) {
    requireOpen();
    return rows.delete(table, key, valid);
  }

  /** Makes up one's mind about a column of a row: it counts as changed whatever it was. */
  void choose(Table table, Row was, Row row, int position, ValidPeriod valid) {
    requireOpen();
    rows.choose(table, was, row, position, valid);
  }

  /** Takes away a row that rules keep out of its table. */
  void takeAway(TableCodec table, byte[] key, ValidPeriod valid) {
    requireOpen();
    space.requireInBranch(table.table());
    space.change(new Change.OfRow(table, key, null, valid));
  }

  /**
   * Takes away all rows of a table from the commit on, also those that would hold only later. No
   * other table may refer to it, whatever rows that has.
   *
   * @return how many rows
   */
  public int truncate(Table table) {
    requireOpen();
    return rows.truncate(table);
  }

  // ---- ends

  /** Checks what rows must fulfil together, so that an error comes with the statement at fault. */
  public void endStatement() {
    requireOpen();
    space.check();
  }

  public Savepoint savepoint(String name) {
    endStatement();
    if (savepoints.size() == SAVEPOINTS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a transaction has at most " + SAVEPOINTS_MAX + " savepoints; release some");
    }
    Savepoint savepoint = new Savepoint(name, space.place());
    savepoints.add(savepoint);
    return savepoint;
  }

  /** The last savepoint of a name that is still good. */
  public Savepoint savepointOf(String name) {
    requireOpen();
    for (int i = savepoints.size() - 1; i >= 0; i--) {
      if (savepoints.get(i).name().equals(name)) {
        return savepoints.get(i);
      }
    }
    throw unknown(name);
  }

  /**
   * Takes back what was changed since, definitions too. The savepoint can be used again, those that
   * were made after it can't.
   */
  public void rollbackTo(Savepoint savepoint) {
    requireOpen();
    int at = indexOf(savepoint);
    savepoints.subList(at + 1, savepoints.size()).clear();
    space.takeBack(savepoint.place());
  }

  /** Forgets a savepoint and those that were made after it; changes nothing. */
  public void release(Savepoint savepoint) {
    requireOpen();
    savepoints.subList(indexOf(savepoint), savepoints.size()).clear();
  }

  /** Forgets this savepoint only; nothing happens if that was done before. */
  public void forget(Savepoint savepoint) {
    requireOpen();
    int at = savepoints.lastIndexOf(savepoint);
    if (at >= 0) {
      savepoints.remove(at);
    }
  }

  private int indexOf(Savepoint savepoint) {
    int at = savepoints.lastIndexOf(savepoint);
    if (at < 0) {
      throw unknown(savepoint.name());
    }
    return at;
  }

  private static UserException unknown(String name) {
    return new UserException(
        ErrorCode.UNKNOWN_SAVEPOINT,
        "savepoint '" + name + "' is not one of this transaction, or was left behind");
  }

  /**
   * Does something as one statement: all of it and what rows must fulfil together, or, if it
   * throws, nothing. Costs what it changes, not what the transaction has changed before.
   */
  public <T> T statement(Supplier<T> work) {
    requireOpen();
    return space.whole(
        () -> {
          T result = work.get();
          endStatement();
          return result;
        });
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
    return commit(proposal -> space.database().committer().commit(proposal));
  }

  /**
   * Makes the changes history, which may not be durable yet: nobody may be told of it before the
   * log has got there ({@code EventLog.awaitDurable}).
   *
   * @return the commit, or none if nothing was changed
   */
  public Optional<Commit> commitUnsettled() {
    return commit(proposal -> space.database().committer().commitUnsettled(proposal));
  }

  private Optional<Commit> commit(Function<Proposal, Commit> committing) {
    endStatement();
    isOver = true;
    return isEmpty() ? Optional.empty() : Optional.of(committing.apply(space.proposal(words)));
  }

  /** Takes everything back, unless it was committed. */
  @Override
  public void close() {
    isOver = true;
  }
}
