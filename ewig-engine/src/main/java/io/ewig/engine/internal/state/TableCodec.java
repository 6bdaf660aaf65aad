package io.ewig.engine.internal.state;

import io.ewig.engine.internal.row.KeyWriter;
import io.ewig.engine.internal.row.RowReader;
import io.ewig.engine.internal.row.RowWriter;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.List;

/** Rows of one version of a table as keys and bytes; one thread. */
final class TableCodec {

  private static final String ROWS = "a row";

  private final Table table;
  private final byte[] id;
  private final byte[] rows;
  private final Type[] types;
  private final int[] keyPositions;
  private final RowWriter writer;
  private final RowReader reader;
  private final KeyWriter keys;
  private final List<IndexCodec> indexes;

  TableCodec(Table table, KeyWriter keys) {
    this.table = table;
    this.id = Space.idOf(table.id());
    this.rows = Space.ROW.key(id);
    this.types = table.columns().stream().map(column -> column.type()).toArray(Type[]::new);
    this.keyPositions = table.positionsOf(table.primaryKey());
    this.writer = new RowWriter(table);
    this.reader = new RowReader(table);
    this.keys = keys;
    this.indexes =
        table.keys().stream()
            .filter(key -> key.id() != Index.PRIMARY_ID)
            .map(key -> new IndexCodec(table, key, types, keys))
            .toList();
  }

  Table table() {
    return table;
  }

  /** What keys of its rows start with. */
  byte[] rows() {
    return rows;
  }

  List<IndexCodec> indexes() {
    return indexes;
  }

  /** The primary key of a row. */
  byte[] primaryKey(Row row) {
    return keys.put(types, row, keyPositions).toKey();
  }

  /** The primary key that consists of some values, or a range's start if they are fewer. */
  byte[] primaryKeyOf(List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      keys.put(types[keyPositions[i]], values.get(i));
    }
    return keys.toKey();
  }

  int keyColumns() {
    return keyPositions.length;
  }

  /** The key under which a row with some primary key is found. */
  byte[] rowKey(byte[] primaryKey) {
    return Space.ROW.key(id, primaryKey);
  }

  byte[] toBytes(Row row) {
    return writer.toBytes(row);
  }

  Row toRow(byte[] bytes) {
    return reader.read(bytes, ROWS);
  }
}
