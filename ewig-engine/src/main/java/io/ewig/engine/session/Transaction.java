package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Line;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.state.Overlay;
import io.ewig.engine.internal.state.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final Database database;
  private final BranchInfo branch;
  private final View snapshot;
  private final long nanos;
  private final Words words = new Words();
  private final List<Change> changes = new ArrayList<>();
  private final List<Runnable> pending = new ArrayList<>();
  private Overlay overlay;
  private View own;
  private Rules rules;
  private boolean isOver;

  Transaction(Database database, BranchInfo branch, View snapshot, long nanos) {
    this.database = database;
    this.branch = branch;
    this.snapshot = snapshot;
    this.nanos = nanos;
    this.overlay = new Overlay(snapshot.source(), nanos);
    this.own = snapshot.over(overlay, nanos);
    this.rules = own.rules(database.checks());
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
    return own;
  }

  /** Who commits, why, and what else is to be kept with the commit. */
  public Words words() {
    return words;
  }

  /** Adds an event to a world that is not a table. */
  public void append(EventDraft draft) {
    requireOpen();
    Reserved.refuse(draft.world());
    requireInBranch(draft.world());
    add(new Change.OfWorld(draft));
  }

  private void requireInBranch(Table table) {
    if (branch.line().only() != null) {
      requireInBranch(table.world());
    }
  }

  private void requireInBranch(World world) {
    World only = branch.line().only();
    if (only != null && !only.equals(world)) {
      throw new UserException(
          ErrorCode.INVALID_WORLD,
          "branch " + branch.name() + " is about " + only + " only, so " + world + " can't change");
    }
  }

  private void add(Change change) {
    if (changes.size() == CHANGES_MAX) {
      throw new UserException(
          ErrorCode.COMMIT_TOO_LARGE,
          "a transaction makes at most " + CHANGES_MAX + " changes; split it");
    }
    changes.add(change);
  }

  // ---- tables

  public Table create(Table table) {
    requireOpen();
    requireInBranch(table);
    if (own.catalog().find(table.schema(), table.name()).isPresent()) {
      throw new UserException(ErrorCode.DUPLICATE_TABLE, "there is a table " + table + " already");
    }
    rules.requireDefined(table);
    define(null, table);
    return table;
  }

  /** Changes a table's definition; gives the new one. Rows stay as they were written. */
  public Table alter(Table table, Alteration alteration) {
    requireOpen();
    requireInBranch(table);
    Table current = requireCurrent(table);
    Table altered = alteration.apply(current);
    boolean isRenamed = !altered.toString().equals(current.toString());
    if (isRenamed && own.catalog().find(altered.schema(), altered.name()).isPresent()) {
      throw new UserException(
          ErrorCode.DUPLICATE_TABLE, "there is a table " + altered + " already");
    }
    rules.requireDefined(altered);
    rules.requireReferredKept(altered);
    return whole(
        () -> {
          define(current, altered);
          rules.requireRowsFit(altered);
          return altered;
        });
  }

  public void drop(Table table) {
    requireOpen();
    requireInBranch(table);
    Table current = requireCurrent(table);
    rules.requireUnreferred(current);
    define(current, null);
  }

  private void define(@Nullable Table before, @Nullable Table after) {
    Change.OfTable change = new Change.OfTable(before, after);
    add(change);
    change.apply(overlay, own.codecs());
    look();
  }

  /** Sees the tables anew. */
  private void look() {
    own = snapshot.over(overlay, nanos);
    rules = own.rules(database.checks());
  }

  private Table requireCurrent(Table table) {
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
    return insert(table, complete(requireCurrent(table), values), valid);
  }

  private Row complete(Table table, Map<String, ?> values) {
    requireOpen();
    for (String name : values.keySet()) {
      table.column(name);
    }
    @Nullable Object[] all = new @Nullable Object[table.columns().size()];
    for (int i = 0; i < all.length; i++) {
      Column column = table.columns().get(i);
      boolean isGiven = values.containsKey(column.name());
      if (isGiven && column.byDefault() instanceof Default.Identity identity) {
        requireChoice(table, column, identity);
      }
      all[i] = isGiven ? values.get(column.name()) : byDefault(table, column);
    }
    return table.accept(all);
  }

  private static void requireChoice(Table table, Column column, Default.Identity identity) {
    if (identity.always()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "column '"
              + column.name()
              + "' of "
              + table
              + " is always numbered by the database; leave it out");
    }
  }

  private @Nullable Object byDefault(Table table, Column column) {
    if (column.isHidden()) {
      return database.newId();
    }
    Default filled = column.byDefault();
    if (filled instanceof Default.Constant constant) {
      return constant.value();
    } else if (filled instanceof Default.CurrentTimestamp) {
      return Present.as(column.type(), nanos);
    } else if (filled instanceof Default.RandomUuid) {
      return database.newId();
    } else if (filled instanceof Default.Identity) {
      return column.type().accept(database.numbers().next(table, column), column.name());
    }
    return null;
  }

  /** Adds a whole row. */
  public Row insert(Table table, Row row, @Nullable ValidPeriod valid) {
    requireOpen();
    TableCodec codec = codecFor(table, row);
    byte[] key = codec.primaryKey(row);
    if (!overlay.pieces(codec.rowKey(key), from(valid), to(valid)).isEmpty()) {
      throw Rules.notUnique(table, table.primaryKey(), row);
    }
    write(codec, key, row, valid);
    return row;
  }

  /** Adds a whole row, or takes the place of the one with its key. */
  public void put(Table table, Row row, @Nullable ValidPeriod valid) {
    requireOpen();
    TableCodec codec = codecFor(table, row);
    byte[] key = codec.primaryKey(row);
    whole(
        () -> {
          replaced(codec, key, row, from(valid), to(valid));
          write(codec, key, row, valid);
          return row;
        });
  }

  private TableCodec codecFor(Table table, Row row) {
    requireInBranch(table);
    Table current = requireCurrent(table);
    rules.enforceChecks(current, row);
    return own.codecs().of(current);
  }

  private long from(@Nullable ValidPeriod valid) {
    return valid == null ? nanos : SystemNanos.of(valid.from());
  }

  private static long to(@Nullable ValidPeriod valid) {
    return valid == null ? Version.OPEN : SystemNanos.of(valid.to());
  }

  private void write(TableCodec codec, byte[] key, Row row, @Nullable ValidPeriod valid) {
    database.numbers().chosen(codec.table(), row);
    change(new Change.OfRow(codec, key, codec.toBytes(row), valid));
    if (rules.concern(codec.table())) {
      pending.add(() -> rules.requireKept(codec.table().id(), key, from(valid), to(valid)));
    }
  }

  /** What one call changes is changed as a whole: if it fails, nothing is left of it. */
  private <T> T whole(Supplier<T> call) {
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

  private void change(Change.OfRow change) {
    add(change);
    change.apply(overlay, from(change.valid()), to(change.valid()));
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
    requireInBranch(table);
    TableCodec codec = own.codecs().of(requireCurrent(table));
    byte[] primaryKey = codec.primaryKeyOf(codec.acceptKey(key));
    return whole(() -> update(codec, primaryKey, change, valid));
  }

  private int update(
      TableCodec codec, byte[] primaryKey, UnaryOperator<Row> change, @Nullable ValidPeriod valid) {
    Table table = codec.table();
    List<Period> pieces = overlay.pieces(codec.rowKey(primaryKey), from(valid), to(valid));
    for (Period piece : pieces) {
      Row before = codec.toRow(piece.value());
      Row after = table.accept(change.apply(before).toList().toArray());
      rules.enforceChecks(table, after);
      boolean isWhole =
          valid == null && piece.validFrom() == nanos && piece.validTo() == Version.OPEN;
      replace(codec, primaryKey, before, after, isWhole ? null : View.period(piece));
    }
    return pieces.size();
  }

  private void replace(
      TableCodec codec, byte[] key, Row before, Row after, @Nullable ValidPeriod valid) {
    byte[] newKey = codec.primaryKey(after);
    if (!Arrays.equals(key, newKey)) {
      if (!overlay.pieces(codec.rowKey(newKey), from(valid), to(valid)).isEmpty()) {
        throw Rules.notUnique(codec.table(), codec.table().primaryKey(), after);
      }
      change(new Change.OfRow(codec, key, null, valid));
    }
    write(codec, newKey, after, valid);
    left(codec, before, after, from(valid), to(valid));
  }

  /** Takes away the row with a key for some time; whether there was one. */
  public boolean delete(Table table, List<?> key, @Nullable ValidPeriod valid) {
    requireOpen();
    requireInBranch(table);
    TableCodec codec = own.codecs().of(requireCurrent(table));
    byte[] primaryKey = codec.primaryKeyOf(codec.acceptKey(key));
    return whole(() -> delete(codec, primaryKey, valid));
  }

  private boolean delete(TableCodec codec, byte[] key, @Nullable ValidPeriod valid) {
    List<Period> pieces = overlay.pieces(codec.rowKey(key), from(valid), to(valid));
    if (pieces.isEmpty()) {
      return false;
    }
    change(new Change.OfRow(codec, key, null, valid));
    for (Period piece : pieces) {
      left(codec, codec.toRow(piece.value()), null, piece.validFrom(), piece.validTo());
    }
    return true;
  }

  private void replaced(TableCodec codec, byte[] key, Row after, long from, long to) {
    if (!rules.isReferred(codec.table())) {
      return; // nobody minds
    }
    for (Period piece : overlay.pieces(codec.rowKey(key), from, to)) {
      left(codec, codec.toRow(piece.value()), after, piece.validFrom(), piece.validTo());
    }
  }

  /** Sees to those who refer to a row that is no longer what it was. */
  private void left(TableCodec codec, Row before, @Nullable Row after, long from, long to) {
    Table table = codec.table();
    for (Rules.Child child : rules.children(table, before, after, from, to)) {
      switch (child.action(after == null)) {
        case RESTRICT -> throw rules.stillReferred(table, before, child);
        case NO_ACTION -> pending.add(() -> rules.requireParent(child, table, before));
        case CASCADE -> cascade(child, table, after);
        case SET_NULL -> reset(child, false);
        case SET_DEFAULT -> reset(child, true);
      }
    }
  }

  private void cascade(Rules.Child child, Table parent, @Nullable Row after) {
    TableCodec codec = own.codecs().of(child.table());
    ValidPeriod during = periodOf(child);
    if (after == null) {
      delete(codec, child.key(), during);
    } else {
      replace(codec, child.key(), child.row(), child.following(parent, after), during);
    }
  }

  private void reset(Rules.Child child, boolean toDefault) {
    Row row = child.row();
    for (int id : child.by().columnIds()) {
      Column column = child.table().columnOfId(id);
      Object value = toDefault ? byDefault(child.table(), column) : null;
      row = row.with(child.table().positionOfId(id), column.accept(value));
    }
    rules.enforceChecks(child.table(), row);
    replace(own.codecs().of(child.table()), child.key(), child.row(), row, periodOf(child));
  }

  private @Nullable ValidPeriod periodOf(Rules.Child child) {
    return child.from() == nanos && child.to() == Version.OPEN
        ? null
        : View.period(new Period(child.from(), child.to(), new byte[0]));
  }

  // ---- ends

  /** Checks what rows must fulfil together, so that an error comes with the statement at fault. */
  public void endStatement() {
    requireOpen();
    for (Runnable check : pending) {
      check.run();
    }
    pending.clear();
  }

  public Savepoint savepoint(String name) {
    endStatement();
    return new Savepoint(this, name, changes.size());
  }

  /** Takes back what was changed since. */
  public void rollbackTo(Savepoint savepoint) {
    requireOpen();
    if (!savepoint.isOf(this) || savepoint.changes() > changes.size()) {
      throw new UserException(
          ErrorCode.UNKNOWN_SAVEPOINT,
          "savepoint '"
              + savepoint.name()
              + "' is not one of this transaction, or was left behind");
    }
    pending.clear();
    takeBack(savepoint.changes());
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

  /** Whether anything was changed. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * Makes the changes history.
   *
   * @return the commit, or none if nothing was changed
   */
  public Optional<Commit> commit() {
    endStatement();
    isOver = true;
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    Line line = branch.line();
    Admission admission = new Admission(database, branch, snapshot, changes, words, nanos);
    return Optional.of(database.committer().commit(admission.proposal(line)));
  }

  /** Takes everything back, unless it was committed. */
  @Override
  public void close() {
    isOver = true;
  }
}
