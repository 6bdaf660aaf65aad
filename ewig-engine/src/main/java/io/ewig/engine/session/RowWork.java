package io.ewig.engine.session;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.rule.Change;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.space.Overlay;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.IndexCodec;
import io.ewig.engine.internal.table.RowDifference;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows of tables for some time, and what follows from it for rows that refer to them.
 *
 * <p>Unless said otherwise a period may be null: from the commit on.
 */
final class RowWork {

  private final Workspace space;
  private final Defaults defaults;
  private final Cascades cascades = new Cascades();

  RowWork(Workspace space) {
    this.space = space;
    this.defaults = new Defaults(space);
  }

  Row insert(Table table, Map<String, ?> values, @Nullable ValidPeriod valid) {
    return insert(table, completed(table, values), valid);
  }

  Row completed(Table table, Map<String, ?> values) {
    return defaults.complete(space.requireCurrent(table), values);
  }

  Row completedAny(Table table, Map<String, ?> values) {
    return defaults.completeAny(space.requireCurrent(table), values);
  }

  @Nullable Object defaultOf(Table table, Column column) {
    return defaults.of(space.requireCurrent(table), column);
  }

  /** The row with what its computed columns hold. */
  Row computed(Table table, Row row) {
    return space.view().codecs().of(space.requireCurrent(table)).generated().computed(row);
  }

  Row insert(Table table, Row given, @Nullable ValidPeriod valid) {
    TableCodec codec = codecFor(table);
    Row row = space.rules().completed(codec.table(), given);
    byte[] key = codec.primaryKey(row);
    requireFree(codec, key, row, valid);
    write(codec, key, row, valid, null);
    return row;
  }

  /** Refuses a key that another row has for a part of the time. */
  private void requireFree(TableCodec codec, byte[] key, Row row, @Nullable ValidPeriod valid) {
    byte[] rowKey = codec.rowKey(key);
    Overlay all = space.overlay();
    boolean isFree =
        all.newestSeq(rowKey) < 0 // there never was one
            || all.pieces(rowKey, space.from(valid), Workspace.to(valid)).isEmpty();
    if (!isFree) {
      throw Rules.notUnique(codec.table(), codec.table().primaryKey(), row);
    }
  }

  List<TimedRow> holders(Table table, Index key, Row row, @Nullable ValidPeriod valid) {
    TableCodec codec = codecFor(table);
    long from = space.from(valid);
    long to = Workspace.to(valid);
    List<TimedRow> found = new ArrayList<>();
    if (key.id() == Index.PRIMARY_ID) {
      addPieces(codec, codec.rowKey(codec.primaryKey(row)), from, to, found);
      return found;
    }
    IndexCodec index = codec.index(key);
    if (index.hasNull(row)) {
      return found;
    }
    byte[] prefix = index.prefix(index.valuesOf(row));
    Source.Keys entries = space.overlay().keys(prefix, KeyFormat.after(prefix));
    while (entries.next()) {
      byte[] rowKey = codec.rowKey(index.primaryKeyIn(entries.key()));
      for (Period had : space.overlay().pieces(entries.key(), from, to)) {
        addPieces(codec, rowKey, had.validFrom(), had.validTo(), found);
      }
    }
    found.sort(Comparator.comparing(holder -> holder.valid().from()));
    return found;
  }

  private void addPieces(
      TableCodec codec, byte[] rowKey, long from, long to, List<TimedRow> found) {
    if (space.overlay().newestSeq(rowKey) < 0) {
      return; // there never was one
    }
    for (Period piece : space.overlay().pieces(rowKey, from, to)) {
      found.add(new TimedRow(codec.toRow(piece.value()), piece.valid()));
    }
  }

  void put(Table table, Row given, @Nullable ValidPeriod valid) {
    TableCodec codec = codecFor(table);
    Row row = space.rules().completed(codec.table(), given);
    byte[] key = codec.primaryKey(row);
    space.whole(
        () -> {
          replaced(codec, key, row, space.from(valid), Workspace.to(valid));
          write(codec, key, row, valid, null);
          return row;
        });
  }

  /**
   * @param position of a column that counts as changed even if it is what it was
   */
  void choose(Table table, Row was, Row chosen, int position, ValidPeriod valid) {
    TableCodec codec = codecFor(table);
    Row row = space.rules().completed(codec.table(), chosen);
    byte[] key = codec.primaryKey(row);
    space.whole(
        () -> {
          replaced(codec, key, row, space.from(valid), Workspace.to(valid));
          write(codec, key, row, valid, RowDifference.of(codec, was, row, position));
          return row;
        });
  }

  private TableCodec codecFor(Table table) {
    space.requireInBranch(table);
    return space.view().codecs().of(space.requireCurrent(table));
  }

  /**
   * @param difference from the row before, if it stays where it was
   */
  private void write(
      TableCodec codec,
      byte[] key,
      Row row,
      @Nullable ValidPeriod valid,
      byte @Nullable [] difference) {
    space.database().numbers().chosen(codec.table(), row);
    space.change(new Change.OfRow(codec, key, codec.toBytes(row), valid, difference));
    if (space.rules().concern(codec.table())) {
      space.later(
          () ->
              space
                  .rules()
                  .requireKept(codec.table().id(), key, space.from(valid), Workspace.to(valid)));
    }
  }

  int update(Table table, List<?> key, UnaryOperator<Row> change, @Nullable ValidPeriod valid) {
    TableCodec codec = codecFor(table);
    byte[] primaryKey = codec.primaryKeyOf(codec.acceptKey(key));
    return space.whole(() -> update(codec, primaryKey, change, valid));
  }

  private int update(
      TableCodec codec, byte[] primaryKey, UnaryOperator<Row> change, @Nullable ValidPeriod valid) {
    List<Move> moves = new ArrayList<>();
    addMoves(codec, primaryKey, change, valid, moves);
    replace(codec, moves);
    return moves.size();
  }

  int update(Table table, List<Transaction.Replacement> replacements) {
    TableCodec codec = codecFor(table);
    return space.whole(
        () -> {
          List<Move> moves = new ArrayList<>(replacements.size());
          for (Transaction.Replacement each : replacements) {
            byte[] key = codec.primaryKeyOf(codec.acceptKey(each.key()));
            addMoves(codec, key, before -> each.after(), each.valid(), moves);
          }
          replace(codec, moves);
          return moves.size();
        });
  }

  /**
   * What becomes of a row for some time; its key may change.
   *
   * @param before what it was
   */
  private record Move(
      byte[] key, Row before, byte[] newKey, Row after, @Nullable ValidPeriod valid) {

    boolean hasNewKey() {
      return !Arrays.equals(key, newKey);
    }
  }

  private void addMoves(
      TableCodec codec,
      byte[] primaryKey,
      UnaryOperator<Row> change,
      @Nullable ValidPeriod valid,
      List<Move> moves) {
    Table table = codec.table();
    for (Period piece :
        space.overlay().pieces(codec.rowKey(primaryKey), space.from(valid), Workspace.to(valid))) {
      Row before = codec.toRow(piece.value());
      Row after = space.rules().completed(table, table.accept(change.apply(before)));
      boolean isWhole =
          valid == null && piece.validFrom() == space.nanos() && piece.validTo() == Version.OPEN;
      ValidPeriod during = isWhole ? null : piece.valid();
      moves.add(new Move(primaryKey, before, codec.primaryKey(after), after, during));
    }
  }

  /** All leave their places before any takes another one's. */
  private void replace(TableCodec codec, List<Move> moves) {
    for (Move move : moves) {
      if (move.hasNewKey()) {
        space.change(new Change.OfRow(codec, move.key, null, move.valid));
      }
    }
    for (Move move : moves) {
      if (move.hasNewKey()) {
        requireFree(codec, move.newKey, move.after, move.valid);
      }
      byte[] difference =
          move.hasNewKey() ? null : RowDifference.of(codec, move.before, move.after);
      write(codec, move.newKey, move.after, move.valid, difference);
    }
    if (!space.rules().isReferred(codec.table())) {
      return; // nobody minds
    }
    List<Runnable> settlements = new ArrayList<>();
    for (Move move : moves) {
      settlements.addAll(
          left(codec, move.before, move.after, space.from(move.valid), Workspace.to(move.valid)));
    }
    cascades.add(settlements);
  }

  boolean delete(Table table, List<?> key, @Nullable ValidPeriod valid) {
    TableCodec codec = codecFor(table);
    byte[] primaryKey = codec.primaryKeyOf(codec.acceptKey(key));
    return space.whole(() -> delete(codec, primaryKey, valid));
  }

  private boolean delete(TableCodec codec, byte[] key, @Nullable ValidPeriod valid) {
    List<Period> pieces =
        space.overlay().pieces(codec.rowKey(key), space.from(valid), Workspace.to(valid));
    if (pieces.isEmpty()) {
      return false;
    }
    space.change(new Change.OfRow(codec, key, null, valid));
    leave(codec, pieces, null);
    return true;
  }

  /** Writes what rows have in a column into those that were written before it was there. */
  void keepComputed(Table table, Column column) {
    TableCodec codec = codecFor(table);
    int position = table.positionOfId(column.id());
    List<byte[]> keys = new ArrayList<>();
    Source.Keys rows = space.overlay().keys(codec.rows(), Space.after(codec.rows()));
    while (rows.next()) {
      keys.add(Space.afterId(rows.key()));
    }
    for (byte[] key : keys) {
      for (Period piece : space.overlay().pieces(codec.rowKey(key), Long.MIN_VALUE, Version.OPEN)) {
        Row row = codec.toRow(piece.value());
        byte[] kept = codec.toBytes(row);
        if (!Arrays.equals(kept, piece.value())) {
          byte[] difference = RowDifference.of(codec, row, row, position);
          space.change(new Change.OfRow(codec, key, kept, piece.valid(), difference));
        }
      }
    }
  }

  int truncate(Table table) {
    space.requireInBranch(table);
    Table current = space.requireCurrent(table);
    space.rules().requireUnreferredForAll(current);
    TableCodec codec = space.view().codecs().of(current);
    List<byte[]> keys = new ArrayList<>();
    Source.Keys rows = space.overlay().keys(codec.rows(), Space.after(codec.rows()));
    while (rows.next()) {
      if (!space.overlay().pieces(rows.key(), space.nanos(), Version.OPEN).isEmpty()) {
        keys.add(Arrays.copyOfRange(rows.key(), codec.rows().length, rows.key().length));
      }
    }
    return space.whole(
        () -> {
          keys.forEach(key -> space.change(new Change.OfRow(codec, key, null, null)));
          return keys.size();
        });
  }

  private void replaced(TableCodec codec, byte[] key, Row after, long from, long to) {
    if (!space.rules().isReferred(codec.table())) {
      return; // nobody minds
    }
    leave(codec, space.overlay().pieces(codec.rowKey(key), from, to), after);
  }

  /** Does about those who refer to a row, for some time each, what has to be done. */
  private void leave(TableCodec codec, List<Period> pieces, @Nullable Row after) {
    List<Runnable> leaving = new ArrayList<>(pieces.size());
    for (Period piece : pieces) {
      Row before = codec.toRow(piece.value());
      leaving.add(
          () -> cascades.add(left(codec, before, after, piece.validFrom(), piece.validTo())));
    }
    cascades.add(leaving);
  }

  /** What has to be done about those who refer to a row that is no longer what it was. */
  private List<Runnable> left(
      TableCodec codec, Row before, @Nullable Row after, long from, long to) {
    Table table = codec.table();
    return space.rules().children(table, before, after, from, to).stream()
        .<Runnable>map(child -> () -> settle(child, table, before, after))
        .toList();
  }

  private void settle(Rules.Child child, Table table, Row before, @Nullable Row after) {
    switch (child.action(after == null)) {
      case RESTRICT -> throw space.rules().stillReferred(table, before, child);
      case NO_ACTION -> space.later(() -> space.rules().requireParent(child, table, before));
      case CASCADE -> cascade(child, table, after);
      case SET_NULL -> reset(child, false);
      case SET_DEFAULT -> reset(child, true);
    }
  }

  private void cascade(Rules.Child child, Table parent, @Nullable Row after) {
    TableCodec codec = space.view().codecs().of(child.table());
    if (after == null) {
      delete(codec, child.key(), periodOf(child));
    } else {
      Row followed = codec.generated().computed(child.following(parent, after));
      replace(codec, List.of(move(codec, child, followed)));
    }
  }

  private Move move(TableCodec codec, Rules.Child child, Row after) {
    return new Move(child.key(), child.row(), codec.primaryKey(after), after, periodOf(child));
  }

  private void reset(Rules.Child child, boolean toDefault) {
    Row row = child.row();
    for (int id : child.by().columnIds()) {
      Column column = child.table().columnOfId(id);
      Object value = toDefault ? defaults.of(child.table(), column) : null;
      row = row.with(child.table().positionOfId(id), column.accept(value));
    }
    Row after = space.rules().completed(child.table(), row);
    TableCodec codec = space.view().codecs().of(child.table());
    replace(codec, List.of(move(codec, child, after)));
  }

  private @Nullable ValidPeriod periodOf(Rules.Child child) {
    return child.from() == space.nanos() && child.to() == Version.OPEN
        ? null
        : ValidPeriod.ofNanos(child.from(), child.to());
  }
}
