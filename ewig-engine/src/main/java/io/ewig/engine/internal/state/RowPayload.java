package io.ewig.engine.internal.state;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import java.util.UUID;

/**
 * The payloads of {@code RowPut} and {@code RowDeleted}.
 *
 * <pre>
 * payload = table id (16), length: varint, primary key, [ row ]     the row to the end, if put
 * </pre>
 *
 * @param key see {@code KeyFormat}
 * @param row see {@code RowFormat}; empty if deleted
 */
public record RowPayload(UUID table, byte[] key, byte[] row) {

  private static final int KEY_BYTES_MAX = 4_000;
  private static final byte[] NO_ROW = {};

  public static byte[] put(UUID table, byte[] key, byte[] row) {
    return new BytesOut(20 + key.length + row.length)
        .put(Space.idOf(table))
        .putVarint(key.length)
        .put(key)
        .put(row)
        .toArray();
  }

  public static byte[] deleted(UUID table, byte[] key) {
    return put(table, key, NO_ROW);
  }

  /**
   * @param where names the event, for error texts
   */
  public static RowPayload read(byte[] payload, String where) {
    BytesIn in = new BytesIn(payload, where);
    UUID table = new UUID(Long.reverseBytes(in.getLong()), Long.reverseBytes(in.getLong()));
    byte[] key = in.get(in.getCount(KEY_BYTES_MAX, "bytes of a key"));
    return new RowPayload(table, key, in.get(in.remaining()));
  }
}
