package io.ewig.engine.internal.table;

import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the change of a row does to the version index: the row itself, and the entries of the
 * table's indexes.
 *
 * <p>An entry holds for exactly the time for which its row has its values, so it never has to be
 * asked whether an entry still holds.
 */
public final class RowEffects {

  private static final byte[] ENTRY_VALUE = {};

  private RowEffects() {}

  /** Puts a row, or refuses it if its values are too long for an index. */
  public static void put(
      TableCodec table, byte[] key, byte[] row, long from, long to, Source before, Sink sink) {
    put(table, key, row, from, to, before, sink, LongKeys.REFUSED);
  }

  /** Puts a row that is recorded. */
  public static void putRecorded(
      TableCodec table, byte[] key, byte[] row, long from, long to, Source before, Sink sink) {
    put(table, key, row, from, to, before, sink, LongKeys.LEFT_OUT);
  }

  private static void put(
      TableCodec table,
      byte[] key,
      byte[] row,
      long from,
      long to,
      Source before,
      Sink sink,
      LongKeys longKeys) {
    byte[] rowKey = table.rowKey(key);
    if (!table.indexes().isEmpty()) {
      List<Period> old = before.pieces(rowKey, from, to);
      Row now = table.toRow(row);
      List<byte @Nullable []> values = new ArrayList<>(table.indexes().size());
      table.indexes().forEach(index -> values.add(longKeys.valuesOf(now, index)));
      for (int i = 0; i < values.size(); i++) { // from here on nothing is refused any more
        IndexCodec index = table.indexes().get(i);
        byte[] each = values.get(i);
        retire(table, index, key, old, each, sink);
        if (each != null) {
          sink.put(index.entry(each, key), from, to, ENTRY_VALUE);
        }
      }
    }
    sink.put(rowKey, from, to, row);
  }

  public static void delete(
      TableCodec table, byte[] key, long from, long to, Source before, Sink sink) {
    byte[] rowKey = table.rowKey(key);
    if (!table.indexes().isEmpty()) {
      List<Period> old = before.pieces(rowKey, from, to);
      for (IndexCodec index : table.indexes()) {
        retire(table, index, key, old, null, sink);
      }
    }
    sink.put(rowKey, from, to, null);
  }

  /** Ends the entries of what a row was, except where it stays the same. */
  private static void retire(
      TableCodec table,
      IndexCodec index,
      byte[] key,
      List<Period> old,
      byte @Nullable [] kept,
      Sink sink) {
    for (Period piece : old) {
      byte[] values = LongKeys.LEFT_OUT.valuesOf(table.toRow(piece.value()), index);
      if (values != null && !Arrays.equals(values, kept)) {
        sink.put(index.entry(values, key), piece.validFrom(), piece.validTo(), null);
      }
    }
  }

  /** Takes away all entries of a table, so that they can be made anew. */
  public static void clear(UUID table, Source before, Sink sink) {
    byte[] start = Space.ENTRY.key(Space.idOf(table));
    List<byte[]> entries = new ArrayList<>();
    Source.Keys found = before.keys(start, Space.after(start));
    while (found.next()) {
      entries.add(found.key());
    }
    entries.forEach(entry -> sink.put(entry, Long.MIN_VALUE, Version.OPEN, null));
  }

  /** Gives a table that has rows already the entries of an index that is new. */
  public static void fill(
      TableCodec table, IndexCodec index, Source before, Sink sink, LongKeys longKeys) {
    Source.Keys rows = before.keys(table.rows(), Space.after(table.rows()));
    while (rows.next()) {
      byte[] key = Arrays.copyOfRange(rows.key(), table.rows().length, rows.key().length);
      for (Period piece : before.pieces(rows.key(), Long.MIN_VALUE, Long.MAX_VALUE)) {
        byte[] values = longKeys.valuesOf(table.toRow(piece.value()), index);
        if (values != null) {
          sink.put(index.entry(values, key), piece.validFrom(), piece.validTo(), ENTRY_VALUE);
        }
      }
    }
  }
}
