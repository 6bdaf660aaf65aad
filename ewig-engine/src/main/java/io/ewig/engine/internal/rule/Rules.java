package io.ewig.engine.internal.rule;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.check.CheckCompiler;
import io.ewig.engine.check.TableChecks;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.late.HeldRows;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.IndexCodec;
import io.ewig.engine.internal.table.References;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What rows of a database must fulfil, asked of what some reader sees; one thread. */
public final class Rules {

  private final CheckCompiler compiler;
  private final Source source;
  private final Source recorded;
  private final HeldRows held;
  private final Catalog catalog;
  private final Tables codecs;
  private final Map<UUID, TableChecks> checks = new HashMap<>();
  private final References references;
  private final Consumer<Table> here;
  private @Nullable Boolean isAnyHeld; // in the database, if somebody has asked

  /**
   * @param recorded what there is without the changes that are asked about
   */
  public Rules(
      CheckCompiler compiler, Source source, Source recorded, Catalog catalog, Tables codecs) {
    this(compiler, source, recorded, catalog, codecs, table -> {});
  }

  /**
   * Likewise.
   *
   * @param here throws if the rows of a table are not here, so that nothing can be said of them
   */
  public Rules(
      CheckCompiler compiler,
      Source source,
      Source recorded,
      Catalog catalog,
      Tables codecs,
      Consumer<Table> here) {
    this.here = here;
    this.compiler = compiler;
    this.source = source;
    this.recorded = recorded;
    this.held = new HeldRows(source);
    this.catalog = catalog;
    this.codecs = codecs;
    this.references = new References(source, catalog, codecs);
  }

  /** A row and the time for which it is said to hold. */
  private record Claim(TableCodec table, byte[] key, Row row, long from, long to) {}

  /** A row that refers to another, during a period. */
  public record Child(Table table, ForeignKey by, byte[] key, Row row, long from, long to) {

    public ReferentialAction action(boolean isDeleted) {
      return isDeleted ? by.onDelete() : by.onUpdate();
    }

    /** The row with its parent's new key. */
    public Row following(Table parent, Row parentRow) {
      Row followed = row;
      for (int i = 0; i < by.columnIds().size(); i++) {
        Object value = parentRow.get(parent.positionOfId(by.parentColumnIds().get(i)));
        Column column = table.columnOfId(by.columnIds().get(i));
        followed = followed.with(table.positionOfId(column.id()), column.accept(value));
      }
      return followed;
    }
  }

  /** The row with its computed columns, or a refusal if it breaks a check. */
  public Row completed(Table table, Row row) {
    Row whole = codecs.of(table).generated().computed(row);
    enforceChecks(table, whole);
    return whole;
  }

  /** Refuses a row that is not right by itself: as checks and computed columns have it. */
  public void enforce(Table table, Row row) {
    codecs.of(table).generated().requireHeld(row);
    enforceChecks(table, row);
  }

  private void enforceChecks(Table table, Row row) {
    if (table.checks().isEmpty()) {
      return;
    }
    checks.computeIfAbsent(table.id(), id -> new TableChecks(table, compiler)).enforce(row);
  }

  /**
   * Checks a row as it is now during a period, and as its table is defined now: what was said of it
   * may have been overtaken.
   */
  public void requireKept(UUID id, byte[] key, long from, long to) {
    Table current = catalog.find(id).orElse(null);
    if (current == null) {
      return; // dropped, with all its rows
    }
    TableCodec table = codecs.of(current);
    for (Period piece : source.pieces(table.rowKey(key), from, to)) {
      Row row = table.toRow(piece.value());
      Claim claim = new Claim(table, key, row, piece.validFrom(), piece.validTo());
      requireUnique(claim);
      requireParents(claim);
    }
  }

  /** Refuses a row that another one equals in what must be unique. */
  private void requireUnique(Claim claim) {
    for (IndexCodec index : claim.table.indexes()) {
      if (index.index().isUnique() && !index.hasNull(claim.row)) {
        byte[] prefix = index.prefix(index.valuesOf(claim.row));
        Source.Keys entries = source.keys(prefix, KeyFormat.after(prefix));
        while (entries.next()) {
          byte[] entry = entries.key();
          if (!Arrays.equals(index.primaryKeyIn(entry), claim.key)
              && !source.pieces(entry, claim.from, claim.to).isEmpty()) {
            throw notUnique(claim.table.table(), index.index(), claim.row);
          }
        }
        if (isAnyHeld()) {
          requireUnclaimed(claim, index);
        }
      }
    }
  }

  private boolean isAnyHeld() {
    Boolean known = isAnyHeld;
    if (known == null) {
      known = HeldRows.areThere(recorded);
      isAnyHeld = known;
    }
    return known;
  }

  /**
   * Refuses a row that claims what a held one has claimed before: it would be held itself. The one
   * that has it already keeps it.
   */
  private void requireUnclaimed(Claim claim, IndexCodec index) {
    byte[] values = index.valuesOf(claim.row);
    byte[] rowKey = claim.table.rowKey(claim.key);
    for (Period wanted : held.claimed(index, values, claim.key, claim.from, claim.to)) {
      long reached = wanted.validFrom();
      for (Period had : recorded.pieces(rowKey, wanted.validFrom(), wanted.validTo())) {
        boolean isSame =
            Arrays.equals(index.valuesOf(claim.table.toRow(had.value())), values)
                && had.validFrom() == reached;
        reached = isSame ? had.validTo() : reached;
      }
      if (reached < wanted.validTo()) {
        Table table = claim.table.table();
        throw new UserException(
            ErrorCode.DUPLICATE_KEY,
            "a row of "
                + table
                + " that waits in ewig.conflicts has "
                + described(table, index.index().columnIds(), claim.row)
                + ", and '"
                + index.index().name()
                + "' allows one; resolve that conflict first");
      }
    }
  }

  public static UserException notUnique(Table table, Index index, Row row) {
    return new UserException(
        ErrorCode.DUPLICATE_KEY,
        table
            + " has a row already with "
            + described(table, index.columnIds(), row)
            + ", and '"
            + index.name()
            + "' allows one; change that row or this");
  }

  private static String described(Table table, List<Integer> columnIds, Row row) {
    StringBuilder text = new StringBuilder();
    for (int id : columnIds) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(table.columnOfId(id).name())
          .append(" = ")
          .append(row.get(table.positionOfId(id)));
    }
    return text.toString();
  }

  /** Refuses a row whose parents are not there for as long as it is. */
  private void requireParents(Claim claim) {
    UserException orphaned = orphaned(claim);
    if (orphaned != null) {
      throw orphaned;
    }
  }

  private @Nullable UserException orphaned(Claim claim) {
    Table table = claim.table.table();
    for (ForeignKey key : table.foreignKeys()) {
      Table parent = catalog.find(key.parent()).orElse(null);
      boolean refers = claim.table.keyOf(key.columnIds(), claim.row) != null;
      if (refers && (parent == null || !isCovered(parent, key, claim))) {
        return new UserException(
            ErrorCode.FOREIGN_KEY_VIOLATED,
            "a row of "
                + table
                + " refers by '"
                + key.name()
                + "' to "
                + described(table, key.columnIds(), claim.row)
                + ", which "
                + (parent == null ? "a dropped table" : parent)
                + " does not have for as long as the row holds; insert that first");
      }
    }
    return null;
  }

  /**
   * Why a row can't be in its table during a period, as far as that is up to itself; or nothing.
   */
  public Optional<String> wrong(Table table, byte[] key, Row row, long from, long to) {
    try {
      enforce(table, row);
    } catch (UserException broken) {
      return Optional.ofNullable(broken.getMessage());
    }
    Optional<String> overlong = codecs.of(table).overlongKey(row);
    if (overlong.isPresent()) {
      return Optional.of(
          "a row of "
              + table
              + " has more in the columns of '"
              + overlong.get()
              + "' than the "
              + KeyFormat.BYTES_MAX
              + " bytes of a key; shorten it");
    }
    UserException orphaned = orphaned(new Claim(codecs.of(table), key, row, from, to));
    return Optional.ofNullable(orphaned).map(UserException::getMessage);
  }

  private boolean isCovered(Table parent, ForeignKey key, Claim child) {
    return references
        .gaps(parent, key, child.table.table(), child.row, child.from, child.to)
        .isEmpty();
  }

  /**
   * The rows that refer to what a row of a table is no longer, during a period.
   *
   * @param after what it is now, or null if it is gone
   */
  public List<Child> children(Table parent, Row before, @Nullable Row after, long from, long to) {
    if (!isReferred(parent)) {
      return List.of();
    }
    List<Child> found = new ArrayList<>();
    for (References.Referrer referrer : references.referrers(parent.id())) {
      if (parent.keys().stream().noneMatch(referrer.by()::isKeyOfParent)) {
        continue; // which is what is wrong with the definitions
      }
      List<Integer> columns = referrer.by().parentColumnIds();
      byte[] values = codecs.of(parent).keyOf(columns, before);
      boolean isKept =
          after != null && Arrays.equals(codecs.of(parent).keyOf(columns, after), values);
      if (values != null && !isKept) {
        here.accept(referrer.table());
        references.children(
            referrer,
            values,
            from,
            to,
            (key, row, since, until) ->
                found.add(new Child(referrer.table(), referrer.by(), key, row, since, until)));
      }
    }
    return found;
  }

  /** Whether rows of any table may refer to one's. */
  public boolean isReferred(Table table) {
    return catalog.isReferred(table.id());
  }

  /** Whether there is anything that rows of a table must fulfil together. */
  public boolean concern(Table table) {
    if (!table.foreignKeys().isEmpty()) {
      return true;
    }
    List<Index> keys = table.keys();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).id() != Index.PRIMARY_ID && keys.get(i).isUnique()) {
        return true;
      }
    }
    return false;
  }

  /** Refuses that a row's parent is gone, unless the row is too, or has another one. */
  public void requireParent(Child child, Table parent, Row before) {
    TableCodec codec = codecs.of(child.table);
    byte[] values = codecs.of(parent).keyOf(child.by.parentColumnIds(), before);
    for (Period piece : source.pieces(codec.rowKey(child.key), child.from, child.to)) {
      Row now = codec.toRow(piece.value());
      Claim claim = new Claim(codec, child.key, now, piece.validFrom(), piece.validTo());
      if (Arrays.equals(codec.keyOf(child.by.columnIds(), now), values)
          && !isCovered(parent, child.by, claim)) {
        throw stillReferred(parent, before, child);
      }
    }
  }

  public UserException stillReferred(Table parent, Row before, Child child) {
    return new UserException(
        ErrorCode.FOREIGN_KEY_VIOLATED,
        "a row of "
            + child.table
            + " refers by '"
            + child.by.name()
            + "' to the row of "
            + parent
            + " with "
            + described(parent, child.by.parentColumnIds(), before)
            + "; change or delete that row first");
  }

  /**
   * Checks again what a change must fulfil together with others.
   *
   * @param before what there is without the changes of this transaction
   */
  public void recheck(Change.OfRow change, long from, long to, Source before) {
    Table table = change.table().table();
    if (change.row() != null) {
      requireKept(table.id(), change.key(), from, to);
    }
    if (isReferred(table)) {
      requireNoOrphans(change, from, to, before);
    }
  }

  /** Whoever refers to what the row was must still find it; nobody can to what it never became. */
  private void requireNoOrphans(Change.OfRow change, long from, long to, Source before) {
    TableCodec codec = change.table();
    Row after = change.row() == null ? null : codec.toRow(change.row());
    for (Period piece : before.pieces(change.rowKey(), from, to)) {
      Row was = codec.toRow(piece.value());
      for (Child child : children(codec.table(), was, after, piece.validFrom(), piece.validTo())) {
        requireParent(child, codec.table(), was);
      }
    }
  }

  /**
   * Refuses a definition whose checks or expressions can't be understood, or that refers to no key.
   */
  public void requireDefined(Table table) {
    codecs.of(table).generated().requireSound();
    checks.put(table.id(), new TableChecks(table, compiler));
    for (ForeignKey key : table.foreignKeys()) {
      Table parent =
          key.parent().equals(table.id()) ? table : catalog.find(key.parent()).orElse(null);
      if (parent == null) {
        throw new UserException(
            ErrorCode.INVALID_FOREIGN_KEY,
            "foreign key '"
                + key.name()
                + "' of "
                + table
                + " refers to no table; create that first");
      }
      key.requireParent(table, parent);
    }
  }

  /** Refuses to take away a key that others refer to. */
  public void requireReferredKept(Table after) {
    for (References.Referrer referrer : references.referrers(after.id())) {
      if (!referrer.table().id().equals(after.id())) {
        referrer.by().requireParent(referrer.table(), after);
      }
    }
  }

  public void requireUnreferred(Table table) {
    for (References.Referrer referrer : references.referrers(table.id())) {
      if (!referrer.table().id().equals(table.id())) {
        throw new UserException(
            ErrorCode.STILL_NEEDED,
            referrer.table()
                + " refers to "
                + table
                + " by '"
                + referrer.by().name()
                + "'; drop that foreign key first");
      }
    }
  }

  /** Refuses to take all rows away where another table's may need them: not one by one is asked. */
  public void requireUnreferredForAll(Table table) {
    for (References.Referrer referrer : references.referrers(table.id())) {
      if (!referrer.table().id().equals(table.id())) {
        throw new UserException(
            ErrorCode.UNSUPPORTED,
            "TRUNCATE of "
                + table
                + ", to which "
                + referrer.table()
                + " refers by '"
                + referrer.by().name()
                + "', is not offered; say DELETE FROM, which looks at each row");
      }
    }
  }

  /** Refuses a definition that the rows there are do not fulfil. */
  public void requireRowsFit(Table table) {
    TableCodec codec = codecs.of(table);
    Source.Keys keys = source.keys(codec.rows(), Space.after(codec.rows()));
    while (keys.next()) {
      byte[] key = Arrays.copyOfRange(keys.key(), codec.rows().length, keys.key().length);
      for (Period piece : source.pieces(keys.key(), Long.MIN_VALUE, Long.MAX_VALUE)) {
        Row there = codec.toRow(piece.value());
        requireValues(table, there);
        Row row = table.accept(there.toList().toArray());
        enforce(table, row);
        Claim claim = new Claim(codec, key, row, piece.validFrom(), piece.validTo());
        requireUnique(claim);
        requireParents(claim);
      }
    }
  }

  private static void requireValues(Table table, Row row) {
    for (Column column : table.columns()) {
      if (!column.nullable() && row.get(table.positionOfId(column.id())) == null) {
        throw new UserException(
            ErrorCode.NULL_NOT_ALLOWED,
            table
                + " has a row with "
                + described(table, table.primaryKey().columnIds(), row)
                + " in which '"
                + column.name()
                + "' is null, now or at another valid time; give it a value there, or leave the"
                + " column nullable");
      }
    }
  }
}
