package io.ewig.engine.internal.state;

import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.converge.TableFold;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.late.Election;
import io.ewig.engine.internal.late.HeldRows;
import io.ewig.engine.internal.late.LateNotes;
import io.ewig.engine.internal.late.LateRows;
import io.ewig.engine.internal.late.LateTables;
import io.ewig.engine.internal.late.RowSite;
import io.ewig.engine.internal.lineage.Knowledge;
import io.ewig.engine.internal.lineage.Naming;
import io.ewig.engine.internal.lineage.Once;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.ObjectEffects;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.table.LongKeys;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.SchemaEffects;
import io.ewig.engine.internal.table.SchemaPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.value.Row;
import io.ewig.engine.world.ObjectChange;
import io.ewig.engine.world.Reducer;
import io.ewig.engine.world.Reducers;
import io.ewig.engine.world.Reduction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What events do to the version index; one thread.
 *
 * <ul>
 *   <li>a function of the log alone, so that a rebuild gives the same;
 *   <li>an event that makes no sense (from a peer, or a version of Ewig to come) changes nothing,
 *       is counted, and stands in the way of no other.
 * </ul>
 */
final class Effects {

  private static final Logger LOG = LoggerFactory.getLogger(Effects.class);
  private static final byte[] NOTHING = {};

  /** In errors about what an event holds; which one it is, is said when it is skipped. */
  static final String EVENT = "the event";

  private final ContentStore store;
  private final Reducers reducers;
  private final Catalogs catalogs;
  private final Tables tables = new Tables();
  private final Knowledge knowledge;
  private final LateTables lateTables;
  private final LateRows lateRows;
  private final LateObjects lateObjects;
  private final Beginning beginning;
  private boolean isLatest; // of the commit: whether it is behind all that is here
  private @Nullable Election election; // about what the commit has changed so far
  private final Map<Integer, Boolean> holding = new HashMap<>(); // lines on which rows are held
  private final WorldIds known = new WorldIds();
  private @Nullable Catalog catalog; // of that line, until a table changes
  private int catalogLine;
  private long senseless;

  /**
   * @param log gives the event at a seq, among them those of the commit that is being applied
   */
  Effects(
      ContentStore store,
      Reducers reducers,
      Catalogs catalogs,
      Knowledge knowledge,
      LongFunction<Event> log) {
    this.store = store;
    this.reducers = reducers;
    this.catalogs = catalogs;
    this.knowledge = knowledge;
    this.lateTables = new LateTables(store, log);
    this.lateRows = new LateRows(store, log, lateTables);
    this.lateObjects = new LateObjects(store, log);
    this.beginning = new Beginning(store, reducers, lateRows, lateObjects, lateTables, tables);
  }

  /** How many events made no sense. */
  long senseless() {
    return senseless;
  }

  /** Counts an event that changes nothing. */
  void skip(Event event, String why) {
    senseless++;
    if (Long.bitCount(senseless) == 1) { // a peer that sends many must not fill the disk with this
      LOG.warn(
          "event {} of type {} changes nothing, as {} so far: {}",
          event.id(),
          event.type(),
          senseless,
          why);
    }
  }

  /** Takes note of what the origin of a commit had seen; comes first. */
  void meet(Commit commit, Source shared, Sinks sink) {
    knowledge.add(commit, shared, sink.at(commit.first(), Refs.NAMES));
    isLatest = knowledge.takes(commit, shared);
  }

  /**
   * @param shared what belongs to no branch; sees what goes into the sink at once
   */
  void of(Commit commit, On on, Source shared, Sinks sink) {
    election = null;
    for (Event event : commit.events()) {
      try {
        Everywhere everywhere = new Everywhere(shared, sink.at(event, Refs.NAMES));
        of(event, on, sink.at(event, on.number()), everywhere);
      } catch (UserException e) {
        if (e.code() == ErrorCode.CLOSED) {
          throw e; // by another thread, meanwhile
        }
        skip(event, String.valueOf(e.getMessage()));
      } catch (CorruptionException e) {
        if (!e.file().equals(EVENT)) {
          throw e; // what can't be read is no fault of the event
        }
        skip(event, String.valueOf(e.getMessage()));
      }
    }
    Sink first = sink.at(commit.last(), on.number());
    elect(on, first);
    first.put(Space.COMMITS.key(Space.ofLine(on.number())), first.now(), Version.OPEN, NOTHING);
    String once = commit.info().metadata().get(Once.METADATA_KEY);
    if (once != null) {
      Sink everywhere = sink.at(commit.last(), Refs.NAMES);
      everywhere.put(Once.key(once), first.now(), Version.OPEN, NOTHING);
    }
  }

  private void elect(On on, Sink sink) {
    Election now = election;
    if (now != null) {
      now.run(catalogs.of(on.before), sink);
      election = null;
    }
    if (now != null || !isLatest) {
      holding.remove(on.number());
    }
  }

  /** Whether a line holds rows, so that others may have to come back by what is done there. */
  private boolean isHolding(On on) {
    return holding.computeIfAbsent(on.number(), line -> HeldRows.areThere(on.before));
  }

  private Election election(On on, Acquaintance who, Sink sink) {
    Election now = election;
    if (now == null) {
      now = new Election(on.before, codec -> site(codec, on, sink, who), lateRows);
      election = now;
    }
    return now;
  }

  /** Lets those be found out who have to give way to a row, or may come back. */
  private void contest(Event event, RowPayload change, On on, Everywhere everywhere, Sink sink) {
    Catalog all = catalog(on.number(), on.before);
    Table table = all.find(change.table()).orElse(null);
    if (table != null && Election.concerns(table, all)) {
      Acquaintance who = knowledge.asOf(everywhere.before);
      election(on, who, sink).add(tables.of(table), change.key(), event, sink);
    }
  }

  /**
   * Makes a line that was just forked hold what it started with where that was.
   *
   * @param by the event that says so
   */
  void begin(Line line, Event by, Naming names, Versions versions, Sink sink) {
    List<Event> strangers =
        line.held().isEmpty() ? List.of() : names.strangers(line, knowledge.here(by), by.seq());
    if (!strangers.isEmpty()) {
      Past past = new LinePast(versions, line);
      Source before = past.before(Versions.UNPUBLISHED);
      beginning.without(strangers, line, catalogs, before, past, sink, whoSaw(versions));
      LateNotes.putBeginning(sink);
    }
  }

  /** Who had seen what, as far as the log is taken in. */
  Acquaintance whoSaw(Versions versions) {
    return knowledge.asOf(new IndexSource(versions, State.EVERYWHERE, Versions.UNPUBLISHED));
  }

  /** Gives the sink for an event of a line. */
  @FunctionalInterface
  interface Sinks {
    Sink at(Event event, int line);
  }

  /**
   * The line that a commit is on.
   *
   * @param before what it held before the commit; sees what goes into the sink at once
   */
  record On(Line line, Source before, Past past) {

    int number() {
      return line.number();
    }
  }

  /** What belongs to no branch. */
  private record Everywhere(Source before, Sink sink) {}

  private void of(Event event, On on, Sink sink, Everywhere everywhere) {
    EventType type = event.type();
    boolean isGone = !event.payload().isHere(); // and so it changes nothing
    boolean isRow = type.isOfRow();
    if (event.world().equals(Inception.WORLD)) {
      return; // where somebody's log begins changes nothing
    }
    if (isRow && !Space.listsEvents(event.world())) {
      if (!isGone) {
        row(event, on, sink, everywhere);
      } else if (event.payload() instanceof Payload.Erased) {
        HeldRows.noteErased(sink);
      }
      return;
    }
    byte[] world = idOf(event, on, sink);
    sink.put(Space.EVENTS.key(world), event.systemNanos(), Version.OPEN, NOTHING);
    if (isGone) {
      return;
    }
    if (Erasure.is(event)) {
      for (Hash erased : Erasure.read(payload(event)).events()) {
        Sink sinkOfAll = everywhere.sink;
        sinkOfAll.put(Space.ERASED.key(erased.toBytes()), sinkOfAll.now(), Version.OPEN, NOTHING);
      }
      return;
    }
    if (isRow) { // of a peer that keeps rows in a world of its own
      row(event, on, sink, everywhere);
    } else if (type.equals(EventType.SCHEMA_CHANGED)) {
      schema(event, on, sink, everywhere);
    } else {
      objects(event, world, on, sink);
    }
  }

  /** The id of an event's world; a world that is new on a line is listed there. */
  private byte[] idOf(Event event, On on, Sink sink) {
    byte[] id = known.find(on.number(), event.world());
    if (id == null) {
      byte[] key = Space.WORLD.key(event.world().uri().getBytes(StandardCharsets.UTF_8));
      if (on.before.newestSeq(key) < 0) {
        sink.put(key, event.systemNanos(), Version.OPEN, NOTHING);
      }
      id = known.add(on.number(), event.world());
    }
    return id;
  }

  private byte[] payload(Event event) {
    return store.payload(event.payload());
  }

  /** Keeps the number that each identity column has got to, on whatever branch. */
  private static void number(Table table, @Nullable Row row, Everywhere everywhere) {
    if (row == null) {
      return;
    }
    for (Column column : table.columns()) {
      if (column.byDefault() instanceof Default.Identity identity
          && row.get(table.positionOfId(column.id())) instanceof Number number) {
        byte[] key = identity(table, column);
        OptionalLong last = number(everywhere.before, key);
        if (last.isEmpty() || identity.isBeyond(number.longValue(), last.getAsLong())) {
          byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(number.longValue()).array();
          everywhere.sink.put(key, everywhere.sink.now(), Version.OPEN, value);
        }
      }
    }
  }

  static OptionalLong number(Source everywhere, byte[] identity) {
    Version last = everywhere.find(identity, Long.MAX_VALUE);
    byte[] value = last == null ? null : last.value();
    return value == null ? OptionalLong.empty() : OptionalLong.of(ByteBuffer.wrap(value).getLong());
  }

  static byte[] identity(Table table, Column column) {
    return Space.IDENTITY.key(Space.idOf(table.id()), Space.ofLine(column.id()));
  }

  private Catalog catalog(int line, Source before) {
    Catalog known = catalog;
    if (known == null || line != catalogLine) {
      known = catalogs.of(before);
      catalog = known;
      catalogLine = line;
    }
    return known;
  }

  private void row(Event event, On on, Sink sink, Everywhere everywhere) {
    Source before = on.before;
    RowPayload change = RowPayload.read(event.type(), payload(event), EVENT);
    TableCodec codec = tables.of(tableOf(change.table(), on));
    if (isLatest) {
      Row row = rowOf(event, change, codec);
      boolean isHolding = isHolding(on);
      boolean isOverlong = row != null && isOverlong(row, change, codec);
      if (isOverlong
          || isHolding
          || (knowledge.isShared() && HeldRows.mayLackParents(codec.table(), before))) {
        contest(event, change, on, everywhere, sink);
      }
      if (isHolding && LateRows.isParted(change.key(), codec, before)) {
        RowSite site = site(codec, on, sink, knowledge.asOf(everywhere.before));
        lateRows.put(event, change.withRow(row != null), site);
      } else {
        LateRows.write(codec, change.withRow(row != null), event, before, sink);
      }
      number(codec.table(), row, everywhere);
    } else {
      RowSite site = site(codec, on, sink, knowledge.asOf(everywhere.before));
      RowPayload fitted = lateTables.fit(event, change, site.parted(), site.who());
      Row row = rowOf(event, fitted, codec);
      contest(event, fitted, on, everywhere, sink);
      lateRows.put(event, fitted.withRow(row != null), site);
      number(codec.table(), row, everywhere);
    }
  }

  /** A table that was dropped is still that of rows by who had not heard of it. */
  /** Nobody writes such a row here; what some other program has made is held on all replicas. */
  private static boolean isOverlong(Row row, RowPayload change, TableCodec codec) {
    return codec.mayBeOverlong(change.row()) && codec.overlongKey(row).isPresent();
  }

  private Table tableOf(UUID id, On on) {
    Table table = catalog(on.number(), on.before).find(id).orElse(null);
    if (table == null && !isLatest) {
      table = Catalogs.last(id, on.before);
    }
    if (table == null) {
      throw new UserException(ErrorCode.UNKNOWN_TABLE, "there is no table " + id);
    }
    return table;
  }

  private RowSite site(TableCodec codec, On on, Sink sink, Acquaintance who) {
    return lateTables.site(codec, on.line, on.before, sink, who);
  }

  /** The row that an event leaves, or null if it takes it away. */
  private static @Nullable Row rowOf(Event event, RowPayload change, TableCodec codec) {
    if (event.type().equals(EventType.ROW_DELETED)) {
      codec.requireKey(change.key(), EVENT);
      return null;
    }
    return codec.toRow(change.row(), change.key(), EVENT);
  }

  private void schema(Event event, On on, Sink sink, Everywhere everywhere) {
    Source before = on.before;
    SchemaPayload change = SchemaPayload.read(payload(event), EVENT);
    byte[] definition = change.definition();
    if (!isLatest || isHolding(on)) {
      Acquaintance who = knowledge.asOf(everywhere.before);
      election(on, who, sink).define(change.table(), catalogs.of(before), !isLatest, sink);
    }
    catalog = null;
    if (!isLatest) {
      Acquaintance who = knowledge.asOf(everywhere.before);
      List<TableFold.Definition> all = lateTables.all(change.table(), on.line, before);
      if (!LateTables.isLast(event, all, who)) {
        Table table = definition == null ? null : TableReader.read(definition, EVENT);
        all.add(new TableFold.Definition(event, table));
        lateTables.put(
            change.table(),
            all,
            before,
            sink,
            who,
            (key, codec) ->
                lateRows.renew(key, new RowSite(on.line, codec, before, sink, who, all)));
        return;
      }
    }
    if (!isLatest || isHolding(on)) {
      LateTables.settle(change.table(), before, sink);
    }
    Table old = catalogs.of(before).find(change.table()).orElse(null);
    Table fresh = definition == null ? null : TableReader.read(definition, EVENT);
    if (old != null && fresh != null) {
      SchemaEffects.requireReadable(old, fresh);
    } else if (old == null && fresh == null) {
      throw new UserException(ErrorCode.UNKNOWN_TABLE, "there is no table " + change.table());
    }
    SchemaEffects.define(change.table(), old, fresh, tables, before, sink, LongKeys.LEFT_OUT);
  }

  /**
   * @param world its id
   */
  private void objects(Event event, byte[] world, On on, Sink sink) {
    Source before = on.before;
    Reducer reducer = reducers.of(event.world());
    if (!isLatest) {
      LateObjects.Behind behind = lateObjects.behind(event, on.line, before);
      if (!behind.isNothing()) {
        lateObjects.put(event, behind, reducer, before, on.past, sink);
        return;
      }
    }
    WorldSource objects = new WorldSource(world, before);
    Reduction reduction = Reduction.of(reducer, event, () -> payload(event), objects);
    for (ObjectChange change : reduction.changes()) {
      ObjectEffects.requireReadable(event.world(), change.key(), change.after());
    }
    for (ObjectChange change : reduction.changes()) {
      ObjectEffects.put(event.world(), change.key(), change.after(), before, sink);
    }
  }
}
