package io.ewig.engine.session;

import io.ewig.engine.branch.Line;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.check.CheckCompiler;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.checkpoint.Checkpoints;
import io.ewig.engine.internal.checkpoint.PartOfState;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.Coverage;
import io.ewig.engine.internal.state.Estimates;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.state.WorldNames;
import io.ewig.engine.internal.table.KeyBounds;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.part.Filter;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Recorded.Window;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import io.ewig.engine.world.WorldState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a branch held at one moment, as true at one instant.
 *
 * <ul>
 *   <li>never changes: two questions to the same view agree, whatever is committed meanwhile;
 *   <li>holds nothing open and need not be closed;
 *   <li>one thread.
 * </ul>
 */
public final class View {

  private final Checkpoints checkpoints;
  private final State state;
  private final Line line;
  private final long size;
  private final long horizon;
  private final long validNanos;
  private final Source source;
  private final Tables tables;
  private @Nullable Catalog catalog;
  private final @Nullable Here here;

  /**
   * @param horizon up to where it is looked for what became of rows that are seen
   */
  View(
      Checkpoints checkpoints,
      Line line,
      long size,
      long horizon,
      long validNanos,
      Source source,
      Tables tables) {
    this.checkpoints = checkpoints;
    this.state = checkpoints.state();
    this.line = line;
    this.size = size;
    this.horizon = Math.max(size, horizon);
    this.validNanos = validNanos;
    this.source = source;
    this.tables = tables;
    this.here = Here.of(state, line, size);
  }

  /** Whether all of a table is kept here that the branch has of it. */
  public boolean isHere(Table table) {
    return here == null || here.has(table, catalog());
  }

  /** Whether a world is kept here, as the branch has it. */
  public boolean isHere(World world) {
    return here == null || here.has(world);
  }

  /** Refuses to read or write a table that is no part of the history that is kept here. */
  public void requireHere(Table table) {
    if (here != null) {
      here.require(table, catalog());
    }
  }

  public void requireHere(World world) {
    if (here != null) {
      here.require(world);
    }
  }

  /** Likewise, of all that the branch has. */
  public void requireAllHere(String what) {
    if (here != null) {
      here.requireAll(what);
    }
  }

  /** Whether the branch is kept here, and all that it builds on. */
  public boolean isLineHere() {
    return here == null || here.hasLine();
  }

  /** Likewise, of the branch. */
  void requireLineHere() {
    if (here != null) {
      here.requireLine();
    }
  }

  /** The same moment, as true at another instant. */
  public View validAt(Instant instant) {
    return like(source, SystemNanos.of(instant));
  }

  /** The same moment of another line, or another of the same. */
  View on(Line other, long otherSize) {
    return new View(
        checkpoints,
        other,
        otherSize,
        horizon,
        validNanos,
        state.sourceOnDemand(other.lineage(), otherSize),
        tables);
  }

  /**
   * The same with what somebody has changed.
   *
   * @param tablesThen if they are known, as where no table is changed
   */
  View over(Source changed, @Nullable Catalog tablesThen) {
    View over = new View(checkpoints, line, size, horizon, validNanos, changed, tables);
    over.catalog = tablesThen;
    return over;
  }

  /** The same seen through a source that holds the same now. */
  View like(Source same) {
    return like(same, validNanos);
  }

  private View like(Source same, long otherValidNanos) {
    View view = new View(checkpoints, line, size, horizon, otherValidNanos, same, tables);
    view.catalog = catalog;
    return view;
  }

  /**
   * @param recorded what there is without the changes that are asked about
   */
  Rules rules(CheckCompiler compiler, Source recorded) {
    return new Rules(compiler, source, recorded, catalog(), tables, this::requireHere);
  }

  /** How long the log was: the view sees events with a smaller seq. */
  public long size() {
    return size;
  }

  public Instant validAt() {
    return SystemNanos.toInstant(validNanos);
  }

  long validNanos() {
    return validNanos;
  }

  public Line line() {
    return line;
  }

  Source source() {
    return source;
  }

  Tables codecs() {
    return tables;
  }

  State state() {
    return state;
  }

  /** Refuses to be taken for a view of some database: seqs and lines mean nothing in another. */
  void requireOf(State database) {
    if (state != database) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "this view is of another database; compare databases by their roots, or by Comparisons");
    }
  }

  /** All definitions as they were then; mostly the same object as in views nearby. */
  public Catalog catalog() {
    Catalog known = catalog;
    if (known == null) {
      known = state.catalogs().of(source);
      catalog = known;
    }
    return known;
  }

  public Collection<Table> tables() {
    return catalog().tables();
  }

  public Table table(String schema, String name) {
    return catalog().get(schema, name);
  }

  /** The row with a primary key, or null. */
  public @Nullable Row get(Table table, Object... key) {
    RowCursor found = find(table, key);
    return found == null ? null : found.row();
  }

  /** A cursor on the row with a primary key, with all about it; null if there is none. */
  public @Nullable RowCursor find(Table table, Object... key) {
    TableCodec codec = codec(table);
    Rows rows = new Rows(this, codec, rowKey(codec, key));
    return rows.next() ? rows : null;
  }

  /** All rows in the order of their primary key. */
  public RowCursor scan(Table table) {
    return scan(table, table.primaryKey(), KeyRange.ALL, false);
  }

  /**
   * Rows in the order of their primary key.
   *
   * @param start the first columns that their key has; none for all rows
   * @param backward from the last to the first
   */
  public RowCursor scan(Table table, List<?> start, boolean backward) {
    TableCodec codec = tables.of(table);
    KeyRange range = new KeyRange(codec.acceptStart(table.primaryKey(), start), null, null);
    return scan(table, table.primaryKey(), range, backward);
  }

  /** Rows whose columns of an index start with some values, in the order of the index. */
  public RowCursor lookup(Table table, Index index, List<?> values) {
    KeyRange range = new KeyRange(tables.of(table).acceptStart(index, values), null, null);
    return scan(table, index, range, false);
  }

  /** Rows in a range of the primary key or an index, in the order of that. */
  public RowCursor scan(Table table, Index index, KeyRange range, boolean backward) {
    return scan(table, index, range, backward, Projection.ALL);
  }

  /**
   * Rows in a range of the primary key or an index, in the order of that; where columns of an index
   * are equal, in the order of the primary key.
   *
   * @param backward from the last to the first
   * @param columns those that are wanted; what is wrong with the bytes of others is not noticed
   */
  public RowCursor scan(
      Table table, Index index, KeyRange range, boolean backward, Projection columns) {
    TableCodec codec = codec(table);
    KeyBounds bounds = KeyBounds.of(codec, index, range);
    return new Rows(this, codec, index, bounds, backward, columns);
  }

  /** Rows in a range of the primary key, in the order of that, as columns. */
  public RowBatches batches(Table table, KeyRange range) {
    TableCodec codec = codec(table);
    return new RowBatches(this, codec, KeyBounds.of(codec, table.primaryKey(), range));
  }

  /**
   * What rows are at other valid times: each row piece by piece, as recorded by this view's moment.
   * Whatever the instant that the view is true at.
   *
   * <p>In the order of the primary key, then of time. A piece is whole, also where it begins before
   * the wanted time or ends after it. Two that touch are two, even if they are equal, if they were
   * recorded by different events. The pieces of one row are held in memory.
   *
   * @param range of the primary key
   */
  public RowCursor pieces(Table table, KeyRange range, TimeRange valid, Projection columns) {
    return recorded(
        table, range, Window.present(nanos(valid.from()), nanos(valid.to())), true, columns);
  }

  /**
   * All that was ever recorded, by this view's moment, about rows that are there or were, as
   * rectangles of system time and valid time: a row was such, for such a time, according to what
   * was known from then to then. No two rectangles of a row overlap; what is recorded over a part
   * of the valid time of an earlier rectangle splits that.
   *
   * <p>In the order of the primary key; of one row the last recorded first, the parts of one
   * recording in the order of valid time. Rectangles are whole, also where they reach out of the
   * wanted times. What was overwritten within the same commit was never seen, and is left out. A
   * transaction's own changes count as recorded when it began.
   *
   * @param range of the primary key
   * @param system when it has to have been the state of knowledge
   * @param valid when it has to have held
   */
  public RowCursor rectangles(
      Table table, KeyRange range, TimeRange system, TimeRange valid, Projection columns) {
    Window window =
        new Window(
            nanos(system.from()), nanos(system.to()), nanos(valid.from()), nanos(valid.to()));
    return recorded(table, range, window, false, columns);
  }

  private RowCursor recorded(
      Table table, KeyRange range, Window window, boolean inOrderOfTime, Projection columns) {
    TableCodec codec = codec(table);
    KeyBounds bounds = KeyBounds.of(codec, table.primaryKey(), range);
    return new Recorded(source, codec, bounds, window, inOrderOfTime, columns);
  }

  private static long nanos(Instant instant) {
    return SystemNanos.of(instant);
  }

  /** About how much there is. */
  public RowEstimates estimates() {
    Estimates.Sight sight = new Estimates.Sight(source, line.lineage(), size, validNanos);
    return new RowEstimates(state.estimates(), sight, tables);
  }

  /** When what is found here was overwritten, or null. */
  @Nullable Instant systemTo(byte[] rowKey, Version found) {
    if (horizon == size) {
      return null; // nothing is known that came later
    }
    Source known = state.sourceOnDemand(line.lineage(), horizon);
    Version later = known.successor(rowKey, found, validNanos);
    return later == null ? null : SystemNanos.toInstant(later.systemNanos());
  }

  /** For how long what is found here holds: narrowed by what was recorded later for other times. */
  ValidPeriod valid(byte[] rowKey, Version found) {
    return new RowPast(source, rowKey).holds(found, validNanos);
  }

  /** All that was ever recorded about a row, newest first. */
  public List<RowVersion> history(Table table, Object... key) {
    TableCodec codec = codec(table);
    return past(codec, key).versions(codec);
  }

  /** What a row is at each time, in order; where it is not there is a gap. */
  public List<TimedRow> timeline(Table table, Object... key) {
    TableCodec codec = codec(table);
    return past(codec, key).timeline(codec);
  }

  private RowPast past(TableCodec codec, Object... key) {
    return new RowPast(source, rowKey(codec, key));
  }

  private static byte[] rowKey(TableCodec codec, Object... key) {
    return codec.rowKey(codec.primaryKeyOf(codec.acceptKey(Arrays.asList(key))));
  }

  /** Of a table that is here. */
  private TableCodec codec(Table table) {
    requireHere(table);
    return tables.of(table);
  }

  /** An object of a world, if it is there. */
  public Optional<Json> object(World world, String key) {
    requireHere(world);
    return Optional.ofNullable(new WorldSource(world, source).get(key));
  }

  /** All objects of a world. */
  public WorldState world(World world) {
    requireHere(world);
    WorldSource objects = new WorldSource(world, source);
    return objects.state();
  }

  /** All worlds that had an event by then, tables included. */
  public List<World> worlds() {
    return WorldNames.in(source);
  }

  /**
   * What differs between this and another view of the same database, however far apart on whatever
   * branches; what a transaction has not committed is left out. Costs what differs.
   */
  public Changes changesTo(View after) {
    after.requireOf(state);
    return checkpoints.changes(sight(), after.sight());
  }

  /**
   * What tables, rows at all valid times and objects come to: equal on every node where they are
   * equal, whatever the order in which they came about. What a transaction has not committed is
   * left out. Costs what changed since the nearest root that is known.
   */
  public Hash root() {
    return root(List.of());
  }

  /**
   * Likewise, of what is kept here and what some filters cover as well: equal to that of another
   * replica, about the filter of this one.
   */
  public Hash root(List<Filter> filters) {
    List<Filter> all = new ArrayList<>(filters);
    all.add(state.part().whole());
    all.removeIf(Filter::isEverything);
    requireLineHere();
    if (all.isEmpty()) {
      return checkpoints.root(sight());
    }
    state.catchUp(size);
    Source recorded = state.source(line.lineage(), size);
    return new PartOfState(recorded, state.catalogs().of(recorded), coverage(all, recorded)).root();
  }

  /** Whether some filters cover the branch, so that it can have a root. */
  boolean isCovered(List<Filter> filters) {
    return coverage(filters, source).stream().allMatch(each -> each.missingLine() == null);
  }

  private List<Coverage> coverage(List<Filter> filters, Source recorded) {
    return filters.stream().map(filter -> state.coverage(filter, line, recorded, size)).toList();
  }

  /** The same as tables, rows and objects with what they are on both sides. */
  public Differences differencesTo(View after) {
    after.requireOf(state);
    return new Differences(
        state,
        new Differences.Look(sight(), validNanos),
        new Differences.Look(after.sight(), after.validNanos));
  }

  Sight sight() {
    state.catchUp(size);
    return new Sight(line.lineage(), size);
  }
}
