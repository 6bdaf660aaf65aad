package io.ewig.engine.internal.table;

import io.ewig.engine.internal.row.KeyReader;
import io.ewig.engine.internal.row.KeyWriter;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of one index of a table as keys; one thread. */
public final class IndexCodec {

  private final Table table;
  private final Index index;
  private final byte[] entries;
  private final Type[] types;
  private final int[] positions;
  private final KeyWriter keys;
  private final KeyReader reader = new KeyReader();

  IndexCodec(Table table, Index index, Type[] types, KeyWriter keys) {
    this.table = table;
    this.index = index;
    this.types = types;
    this.positions = table.positionsOf(index);
    this.keys = keys;
    byte[] number = {(byte) (index.id() >>> 8), (byte) index.id()};
    this.entries = Space.ENTRY.key(Space.idOf(table.id()), number);
  }

  IndexCodec(IndexCodec model, KeyWriter keys) {
    this.table = model.table;
    this.index = model.index;
    this.types = model.types;
    this.positions = model.positions;
    this.keys = keys;
    this.entries = model.entries;
  }

  public Index index() {
    return index;
  }

  public int[] positions() {
    return positions;
  }

  /** What keys of its entries start with. */
  public byte[] entries() {
    return entries;
  }

  /** The indexed columns of a row. */
  public byte[] valuesOf(Row row) {
    byte[] values = valuesIfTheyFit(row);
    if (values == null) {
      throw TableCodec.overlong(table, index);
    }
    return values;
  }

  /** The same; null if they are too long for a key. */
  public byte @Nullable [] valuesIfTheyFit(Row row) {
    return keys.toKeyIfItFits(types, row, positions);
  }

  public byte[] valuesOf(List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      keys.put(types[positions[i]], values.get(i));
    }
    return keys.toKey();
  }

  /** Whether a row has a null among the indexed columns, so that it equals no other. */
  public boolean hasNull(Row row) {
    for (int position : positions) {
      if (row.get(position) == null) {
        return true;
      }
    }
    return false;
  }

  public byte[] entry(byte[] values, byte[] primaryKey) {
    byte[] key = Arrays.copyOf(entries, entries.length + values.length + primaryKey.length);
    System.arraycopy(values, 0, key, entries.length, values.length);
    System.arraycopy(primaryKey, 0, key, entries.length + values.length, primaryKey.length);
    return key;
  }

  /** What the entries of rows with some values start with. */
  public byte[] prefix(byte[] values) {
    return entry(values, new byte[0]);
  }

  /** How long an entry is up to the end of its first columns. */
  public int lengthOf(byte[] entry, int columns) {
    reader.wrap(entry, entries.length, entry.length, "an index entry", 0);
    for (int i = 0; i < columns; i++) {
      reader.next(types[positions[i]]);
    }
    return reader.at();
  }

  /** The primary key at the end of an entry. */
  public byte[] primaryKeyIn(byte[] entry) {
    reader.wrap(entry, entries.length, entry.length, "an index entry", 0);
    for (int position : positions) {
      reader.next(types[position]);
    }
    return Arrays.copyOfRange(entry, reader.at(), entry.length);
  }
}
