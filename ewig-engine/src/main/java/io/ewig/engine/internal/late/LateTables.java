package io.ewig.engine.internal.late;

import io.ewig.engine.branch.Line;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.converge.Canonical;
import io.ewig.engine.internal.converge.TableFold;
import io.ewig.engine.internal.converge.TableFold.Definition;
import io.ewig.engine.internal.converge.TableFold.Reading;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.row.TableWriter;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.LongKeys;
import io.ewig.engine.internal.table.RowEffects;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.SchemaPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of tables that were made by who had not seen each other, and rows that were written
 * by one that is void; one thread.
 *
 * <p>Rows are never read by a definition that they were not written for: those written by a void
 * one are written anew, column by column.
 */
public final class LateTables {

  private final ContentStore store;
  private final LongFunction<Event> events;
  private final Tables codecs = new Tables();

  public LateTables(ContentStore store, LongFunction<Event> events) {
    this.store = store;
    this.events = events;
  }

  /** All definitions of a table that a line shows. */
  public List<Definition> all(UUID table, Line line, Source before) {
    List<Definition> all = new ArrayList<>();
    Source.History newestFirst = before.history(Space.TABLE.key(Space.idOf(table)));
    boolean isFolded = false;
    while (!isFolded && newestFirst.next()) {
      Version version = newestFirst.version();
      Event event = events.apply(version.seq());
      isFolded = Folded.is(event); // what lies before that does not matter
      byte[] folded = isFolded ? version.value() : null;
      if (folded != null) {
        all.add(new Definition(event, TableReader.read(folded, "a definition")));
      }
      boolean isOne =
          event.type().equals(EventType.SCHEMA_CHANGED)
              && event.payload().isHere()
              && line.sees(version.line(), event);
      if (isOne) {
        all.add(definition(event));
      }
    }
    return all;
  }

  /** Likewise, if some were made by who had not seen each other; else none. */
  List<Definition> parted(UUID table, Line line, Source before) {
    return before.newestSeq(noteOf(table)) < 0 ? List.of() : all(table, line, before);
  }

  /** Where rows of a table are written on a line. */
  public RowSite site(TableCodec table, Line line, Source before, Sink sink, Acquaintance who) {
    List<Definition> parted = parted(table.table().id(), line, before);
    return new RowSite(line, table, before, sink, who, parted);
  }

  private Definition definition(Event event) {
    byte[] payload = store.payload(event.payload());
    byte[] bytes = SchemaPayload.read(payload, "the log").definition();
    return new Definition(event, bytes == null ? null : TableReader.read(bytes, "the log"));
  }

  /** Whether an event that defines a table is behind all others, by one who had seen them. */
  public static boolean isLast(Event event, List<Definition> others, Acquaintance who) {
    return others.stream()
        .allMatch(other -> Canonical.isBefore(other.by(), event) && who.knows(event, other.by()));
  }

  private static byte[] noteOf(UUID table) {
    return Space.LATE.key(Space.TABLE.key(Space.idOf(table)));
  }

  /**
   * Puts what a table is, and its rows and entries as it makes them.
   *
   * @param all the new definition among them
   * @param rows finds out what a row is
   */
  public void put(
      UUID id, List<Definition> all, Source before, Sink sink, Acquaintance who, Rows rows) {
    TableFold fold = new TableFold(all, who);
    Table table = fold.table();
    part(id, VoidDefinitions.toBytes(fold.unsettled()), before, sink);
    byte[] key = Space.TABLE.key(Space.idOf(id));
    sink.put(key, sink.now(), Version.OPEN, table == null ? null : TableWriter.write(table));
    sink.put(noteOf(id), sink.now(), Version.OPEN, new byte[0]);
    LateNotes.putMore(sink);
    Catalogs.noteChange(sink);
    if (table == null) {
      return;
    }
    RowEffects.clear(id, before, sink);
    TableCodec codec = codecs.of(table);
    List<byte[]> keys = new ArrayList<>();
    Source.Keys found = before.keys(codec.rows(), Space.after(codec.rows()));
    while (found.next()) {
      keys.add(Space.afterId(found.key()));
    }
    keys.forEach(each -> rows.put(each, codec));
    codec
        .indexes()
        .forEach(index -> RowEffects.fill(codec, index, before, sink, LongKeys.LEFT_OUT));
  }

  /** Who defines a table and has seen all definitions settles what was void. */
  public static void settle(UUID table, Source before, Sink sink) {
    part(table, null, before, sink);
  }

  /** Puts what does not count of a table's definitions; null: all of it does. */
  private static void part(UUID table, byte @Nullable [] voided, Source before, Sink sink) {
    byte[] key = VoidDefinitions.keyOf(table);
    if (voided != null || before.newestSeq(key) >= 0) {
      sink.put(key, Long.MIN_VALUE, Version.OPEN, voided);
      HeldRows.note(sink);
    }
  }

  /** Puts a row as it is under a definition, without entries. */
  @FunctionalInterface
  public interface Rows {
    public void put(byte[] key, TableCodec table);
  }

  /** What an event says of a row, as the definition that holds reads it. */
  public RowPayload fit(Event event, RowPayload change, List<Definition> all, Acquaintance who) {
    Reading reading = all.isEmpty() ? null : new TableFold(all, who).readingOf(event, all);
    if (reading == null || change.row().length == 0) {
      return change;
    }
    TableCodec from = codecs.of(reading.from());
    byte[] row = converted(change.row(), reading, from);
    TableCodec to = codecs.of(reading.to());
    if (!Arrays.equals(to.primaryKey(to.toRow(row)), change.key())) {
      throw new UserException(
          ErrorCode.INVALID_TABLE,
          "a row of " + reading.to() + " was written while its primary key was another one");
    }
    byte[] before =
        change.before().length == 0 ? change.before() : converted(change.before(), reading, from);
    return new RowPayload(
        change.table(), change.key(), changed(change.changed(), reading), before, row);
  }

  private byte[] converted(byte[] row, Reading reading, TableCodec from) {
    Row was;
    try {
      was = from.toRow(row);
    } catch (CorruptionException e) {
      throw new UserException(
          ErrorCode.INVALID_TABLE, "a row of " + reading.from() + " can't be read", e);
    }
    List<Column> columns = reading.to().columns();
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      int position = reading.positionOf(columns.get(i));
      values[i] = position < 0 ? columns.get(i).whenMissing() : was.get(position);
    }
    TableCodec to = codecs.of(reading.to());
    return to.toBytes(to.generated().computedOrNull(Row.wrap(values)));
  }

  private static int[] changed(int[] ids, Reading reading) {
    return reading.to().columns().stream()
        .filter(
            column -> {
              int position = reading.positionOf(column);
              return position >= 0
                  && Arrays.stream(ids)
                      .anyMatch(id -> id == reading.from().columns().get(position).id());
            })
        .mapToInt(Column::id)
        .toArray();
  }
}
