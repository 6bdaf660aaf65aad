package io.ewig.sync.protocol;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.hash.Hash;
import java.util.TreeMap;

/** Gives the payloads of a batch in order, however they lie, see {@link BatchFormat}. */
final class PayloadReader {

  private final int length;
  private final BytesIn stream = new BytesIn();
  private final TreeMap<Integer, BytesIn> groups = new TreeMap<>(); // by size; empty: no columns
  private final TreeMap<Integer, Integer> counts = new TreeMap<>();

  /**
   * @param in where the groups are
   * @param length of all payloads together
   */
  PayloadReader(BytesIn in, int length) {
    this.length = length;
    long left = length;
    int groupCount = in.getCount(BatchFormat.GROUPS_MAX, "groups of payloads");
    for (int i = 0; i < groupCount; i++) {
      int size = in.getCount(ProtocolLimits.RAW_BYTES_MAX, "bytes of a payload in columns");
      int count = in.getCount(ProtocolLimits.RAW_BYTES_MAX, "payloads in columns");
      left -= (long) size * count;
      boolean isSorted = counts.isEmpty() || size > counts.lastKey();
      if (size == 0 || count == 0 || left < 0 || !isSorted) {
        throw in.malformed(count + " payloads of " + size + " bytes in columns");
      }
      counts.put(size, count);
    }
    if (groupCount > 0 && left > 0) {
      throw in.malformed(left + " bytes of payloads in no column");
    }
  }

  /** Begins, where the payloads are. */
  void open(byte[] words, int from) {
    stream.wrap(words, from, from + length, "payloads of a batch", -from);
    int at = from;
    for (var group : counts.entrySet()) {
      byte[] rows = rows(words, at, group.getKey(), group.getValue());
      BytesIn in = new BytesIn();
      in.wrap(rows, 0, rows.length, "payloads of a batch in columns", 0);
      groups.put(group.getKey(), in);
      at += rows.length;
    }
    if (!groups.isEmpty()) {
      stream.skip(length);
    }
  }

  private static byte[] rows(byte[] words, int from, int size, int count) {
    byte[] rows = new byte[size * count];
    int at = from;
    for (int column = 0; column < size; column++) {
      for (int row = 0; row < count; row++) {
        rows[row * size + column] = words[at++];
      }
    }
    return rows;
  }

  byte[] next(int size) {
    BytesIn group = groups.get(size);
    return group == null ? stream.get(size) : group.get(size);
  }

  Hash nextHash() {
    return stream.getHash();
  }

  int remaining() {
    int remaining = stream.remaining();
    for (BytesIn group : groups.values()) {
      remaining += group.remaining();
    }
    return remaining;
  }
}
