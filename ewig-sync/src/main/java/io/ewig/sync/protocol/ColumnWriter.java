package io.ewig.sync.protocol;

import io.ewig.engine.format.BytesOut;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Lays payloads of rows side by side, see {@link BatchFormat}: rows of a table are alike in most of
 * their places, and a compressor sees that best where these follow each other. One thread.
 */
final class ColumnWriter {

  /** Fewer have nothing to be compared with. */
  private static final int ROWS_MIN = 16;

  private final TreeMap<Integer, List<byte[]>> groups = new TreeMap<>(); // by size
  private int rows;

  void add(byte[] row) {
    groups.computeIfAbsent(row.length, any -> new ArrayList<>()).add(row);
    rows++;
  }

  /** Whether it may be worth the work, if there are no payloads but those that were added. */
  boolean isOfUse() {
    return rows >= ROWS_MIN && groups.size() <= BatchFormat.GROUPS_MAX && !groups.containsKey(0);
  }

  void putGroups(BytesOut out) {
    out.putVarint(groups.size());
    groups.forEach((size, group) -> out.putVarint(size).putVarint(group.size()));
  }

  void putColumns(BytesOut out) {
    groups.forEach(
        (size, group) -> {
          for (int column = 0; column < size; column++) {
            for (byte[] row : group) {
              out.putByte(row[column]);
            }
          }
        });
  }
}
