package io.ewig.engine.internal.table;

import io.ewig.engine.event.EventType;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.schema.Table;
import java.util.UUID;

/**
 * The payloads of {@code RowPut}, {@code RowDeleted} and {@code RowChanged}.
 *
 * <pre>
 * RowPut     = table id (16), length: varint, primary key, row     the row to the end
 * RowDeleted = table id (16), length: varint, primary key
 * RowChanged = table id (16), length: varint, primary key, difference, row
 * difference = count: varint, ( column id: varint )*, length: varint, [ row ]
 *              which columns are no longer what they were, and of these what they were where that
 *              matters to others who change them too
 * </pre>
 *
 * @param key see {@code KeyFormat}
 * @param changed ids of the columns that were changed, if it says so
 * @param before a row of what some of these were; empty if none matters
 * @param row see {@code RowFormat}; empty if deleted
 */
public record RowPayload(UUID table, byte[] key, int[] changed, byte[] before, byte[] row) {

  private static final byte[] NO_ROW = {};
  private static final int[] NO_COLUMNS = {};

  public static byte[] put(UUID table, byte[] key, byte[] row) {
    return put(table, key, NO_ROW, row);
  }

  /**
   * @param difference see {@link RowDifference}
   */
  public static byte[] changed(UUID table, byte[] key, byte[] difference, byte[] row) {
    return put(table, key, difference, row);
  }

  private static byte[] put(UUID table, byte[] key, byte[] difference, byte[] row) {
    int lengthBytes = BytesOut.varintBytes(key.length);
    int length = Space.ID_BYTES + lengthBytes + key.length + difference.length + row.length;
    return Space.putIdOf(table, new BytesOut(length))
        .putVarint(key.length)
        .put(key)
        .put(difference)
        .put(row)
        .finish();
  }

  public static byte[] deleted(UUID table, byte[] key) {
    return put(table, key, NO_ROW);
  }

  /** Under which versions of the row are kept. */
  public byte[] rowKey() {
    return Space.ROW.key(Space.idOf(table), key);
  }

  /** The same; of a row that is taken away nothing else counts that it may say. */
  public RowPayload withRow(boolean isThere) {
    return isThere ? this : new RowPayload(table, key, NO_COLUMNS, NO_ROW, NO_ROW);
  }

  /**
   * @param where names the event, for error texts
   */
  public static RowPayload read(EventType type, byte[] payload, String where) {
    BytesIn in = new BytesIn(payload, where);
    UUID table = new UUID(Long.reverseBytes(in.getLong()), Long.reverseBytes(in.getLong()));
    byte[] key = in.get(in.getCount(KeyFormat.BYTES_MAX, "bytes of a key"));
    if (!type.equals(EventType.ROW_CHANGED)) {
      return new RowPayload(table, key, NO_COLUMNS, NO_ROW, in.get(in.remaining()));
    }
    int[] changed = new int[in.getCount(Math.min(Table.COLUMNS_MAX, in.remaining()), "columns")];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = in.getCount(Table.COLUMN_IDS_MAX, "as the id of a column");
    }
    byte[] before = in.get(in.getCount(in.remaining(), "bytes of what a row was"));
    return new RowPayload(table, key, changed, before, in.get(in.remaining()));
  }
}
