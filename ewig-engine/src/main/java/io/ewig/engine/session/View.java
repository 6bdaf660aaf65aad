package io.ewig.engine.session;

import io.ewig.engine.branch.Line;
import io.ewig.engine.check.CheckCompiler;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.checkpoint.Changes;
import io.ewig.engine.internal.checkpoint.Checkpoints;
import io.ewig.engine.internal.checkpoint.Sight;
import io.ewig.engine.internal.state.Catalog;
import io.ewig.engine.internal.state.IndexCodec;
import io.ewig.engine.internal.state.Source;
import io.ewig.engine.internal.state.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.state.TableCodec;
import io.ewig.engine.internal.state.Tables;
import io.ewig.engine.internal.state.WorldSource;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import io.ewig.engine.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
  private final long validNanos;
  private final Source source;
  private final Tables tables;
  private @Nullable Catalog catalog;

  View(
      Checkpoints checkpoints,
      Line line,
      long size,
      long validNanos,
      Source source,
      Tables tables) {
    this.checkpoints = checkpoints;
    this.state = checkpoints.state();
    this.line = line;
    this.size = size;
    this.validNanos = validNanos;
    this.source = source;
    this.tables = tables;
  }

  /** The same moment, as true at another instant. */
  public View validAt(Instant instant) {
    return new View(checkpoints, line, size, SystemNanos.of(instant), source, tables);
  }

  /** The same moment of another line, or another of the same. */
  View on(Line other, long otherSize) {
    return new View(
        checkpoints,
        other,
        otherSize,
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
    View over = new View(checkpoints, line, size, validNanos, changed, tables);
    over.catalog = tablesThen;
    return over;
  }

  Rules rules(CheckCompiler compiler) {
    return new Rules(compiler, source, catalog(), tables);
  }

  /** How long the log was: the view sees events with a smaller seq. */
  public long size() {
    return size;
  }

  public Instant validAt() {
    return SystemNanos.toInstant(validNanos);
  }

  public Line line() {
    return line;
  }

  long validNanos() {
    return validNanos;
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

  /** The tables as they were defined then. */
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
    TableCodec codec = tables.of(table);
    byte[] primaryKey = codec.primaryKeyOf(codec.acceptKey(Arrays.asList(key)));
    Version found = source.find(codec.rowKey(primaryKey), validNanos);
    return found == null ? null : codec.toRow(value(found));
  }

  private static byte[] value(Version version) {
    return Objects.requireNonNull(version.value(), "versions that are found are no deletions");
  }

  /** All rows in the order of their primary key. */
  public RowCursor scan(Table table) {
    return scan(table, List.of(), false);
  }

  /**
   * Rows in the order of their primary key.
   *
   * @param start the first columns that their key has; none for all rows
   * @param backward from the last to the first
   */
  public RowCursor scan(Table table, List<?> start, boolean backward) {
    TableCodec codec = tables.of(table);
    byte[] prefix = codec.rowKey(codec.primaryKeyOf(codec.acceptStart(table.primaryKey(), start)));
    return new Rows(codec, source.walk(prefix, Space.after(prefix), validNanos, backward));
  }

  /** Rows whose columns of an index start with some values, in the order of the index. */
  public RowCursor lookup(Table table, Index index, List<?> values) {
    if (index.id() == Index.PRIMARY_ID) {
      return scan(table, values, false);
    }
    TableCodec codec = tables.of(table);
    IndexCodec entries = codec.index(index);
    byte[] prefix = entries.prefix(entries.valuesOf(codec.acceptStart(index, values)));
    Source.Walk walk = source.walk(prefix, Space.after(prefix), validNanos, false);
    return new Entries(codec, entries, walk);
  }

  /** All that was ever recorded about a row, newest first. */
  public List<RowVersion> history(Table table, Object... key) {
    TableCodec codec = tables.of(table);
    byte[] rowKey = codec.rowKey(codec.primaryKeyOf(codec.acceptKey(Arrays.asList(key))));
    List<RowVersion> found = new ArrayList<>();
    Source.History versions = source.history(rowKey);
    while (versions.next()) {
      Version version = versions.version();
      byte[] bytes = version.value();
      found.add(
          new RowVersion(
              bytes == null ? null : codec.toRow(bytes),
              version.seq(),
              SystemNanos.toInstant(version.systemNanos()),
              period(version.validFrom(), version.validTo())));
    }
    return found;
  }

  /** What a row is at each time, in order; where it is not there is a gap. */
  public List<TimedRow> timeline(Table table, Object... key) {
    TableCodec codec = tables.of(table);
    byte[] rowKey = codec.rowKey(codec.primaryKeyOf(codec.acceptKey(Arrays.asList(key))));
    List<TimedRow> found = new ArrayList<>();
    for (Period piece : source.pieces(rowKey, Long.MIN_VALUE, Long.MAX_VALUE)) {
      found.add(
          new TimedRow(codec.toRow(piece.value()), period(piece.validFrom(), piece.validTo())));
    }
    return found;
  }

  static ValidPeriod period(Period piece) {
    return period(piece.validFrom(), piece.validTo());
  }

  static ValidPeriod period(long from, long to) {
    return new ValidPeriod(
        from == Long.MIN_VALUE ? ValidPeriod.OPEN_START : SystemNanos.toInstant(from),
        to == Version.OPEN ? ValidPeriod.OPEN_END : SystemNanos.toInstant(to));
  }

  /** An object of a world, if it is there. */
  public Optional<Json> object(World world, String key) {
    return Optional.ofNullable(new WorldSource(world, source).get(key));
  }

  /** All objects of a world. */
  public WorldState world(World world) {
    WorldSource objects = new WorldSource(world, source);
    return objects.state();
  }

  /** All worlds that had an event by then, tables included. */
  public List<World> worlds() {
    List<World> found = new ArrayList<>();
    byte[] start = Space.WORLD.key();
    Source.Walk walk = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (walk.next()) {
      byte[] key = walk.key();
      found.add(World.of(new String(key, 1, key.length - 1, StandardCharsets.UTF_8)));
    }
    return found;
  }

  /**
   * What differs between this and another view of the same database, however far apart on whatever
   * branches; what a transaction has not committed is left out. Costs what differs.
   */
  public Changes changesTo(View after) {
    return checkpoints.changes(sight(), after.sight());
  }

  /**
   * What tables, rows at all valid times and objects come to: equal on every node where they are
   * equal, whatever the order in which they came about. What a transaction has not committed is
   * left out. Costs what changed since the nearest root that is known.
   */
  public Hash root() {
    return checkpoints.root(sight());
  }

  /** The same as tables, rows and objects with what they are on both sides. */
  public Differences differencesTo(View after) {
    return new Differences(
        state,
        new Differences.Look(sight(), validNanos),
        new Differences.Look(after.sight(), after.validNanos));
  }

  Sight sight() {
    state.catchUp(size);
    return new Sight(line.lineage(), size);
  }

  /** Rows in the order of their keys. */
  private static final class Rows implements RowCursor {

    private final TableCodec codec;
    private final Source.Walk walk;

    Rows(TableCodec codec, Source.Walk walk) {
      this.codec = codec;
      this.walk = walk;
    }

    @Override
    public boolean next() {
      return walk.next();
    }

    @Override
    public Row row() {
      return codec.toRow(value(walk.version()));
    }

    @Override
    public long seq() {
      return walk.version().seq();
    }

    @Override
    public Instant systemTime() {
      return SystemNanos.toInstant(walk.version().systemNanos());
    }

    @Override
    public ValidPeriod valid() {
      return period(walk.version().validFrom(), walk.version().validTo());
    }
  }

  /** Rows in the order of an index. */
  private final class Entries implements RowCursor {

    private final TableCodec codec;
    private final IndexCodec index;
    private final Source.Walk walk;
    private @Nullable Version version;

    Entries(TableCodec codec, IndexCodec index, Source.Walk walk) {
      this.codec = codec;
      this.index = index;
      this.walk = walk;
    }

    @Override
    public boolean next() {
      version = null;
      while (version == null && walk.next()) {
        byte[] primaryKey = index.primaryKeyIn(walk.key());
        version = source.find(codec.rowKey(primaryKey), validNanos);
      }
      return version != null;
    }

    private Version version() {
      return Objects.requireNonNull(version, "next comes before the row");
    }

    @Override
    public Row row() {
      return codec.toRow(value(version()));
    }

    @Override
    public long seq() {
      return version().seq();
    }

    @Override
    public Instant systemTime() {
      return SystemNanos.toInstant(version().systemNanos());
    }

    @Override
    public ValidPeriod valid() {
      return period(version().validFrom(), version().validTo());
    }
  }
}
