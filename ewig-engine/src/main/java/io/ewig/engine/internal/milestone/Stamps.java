package io.ewig.engine.internal.milestone;

import io.ewig.engine.event.EventId;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Column;
import io.ewig.engine.value.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Since which event a folded row has had its values: what a merge asks where the later write wins.
 *
 * <pre>
 *   stamps = version of the table: varint, count: varint, ( column id + 1: varint, event id (16) )*
 * </pre>
 *
 * <p>The id 0 stands for the row as a whole. Only what branches do not have in common has stamps.
 *
 * @param table the version of the table's definition by which the row was read
 */
public record Stamps(int table, Map<Integer, EventId> byColumn) {

  /** Stands for the whole row. */
  public static final int ROW = -1;

  private static final String NAME = "a stamp";

  /** Under which they lie. */
  static byte[] keyOf(byte[] rowKey) {
    byte[] key = rowKey.clone();
    key[0] = Space.STAMP.code();
    return key;
  }

  /**
   * Since when a row is what it is at an instant.
   *
   * @param newestFirst its versions
   */
  static Stamps of(State state, TableCodec codec, byte[] key, List<Version> newestFirst, long at) {
    Map<Integer, EventId> found = new HashMap<>();
    List<Column> columns = codec.table().columns();
    boolean[] isDone = new boolean[columns.size() + 1];
    boolean isFirst = true;
    Row now = null;
    for (Version version : newestFirst) {
      if (!Version.covers(version.validFrom(), version.validTo(), at)) {
        continue;
      }
      byte[] bytes = version.value();
      Row then = bytes == null ? null : codec.toRow(bytes);
      now = isFirst ? then : now;
      boolean isFolded = state.isFolded(version.seq());
      Stamps before = isFolded ? find(state, version, key, at).orElse(null) : null;
      EventId by = isFolded ? null : state.log().get(version.seq()).id();
      boolean isAny = false;
      for (int i = 0; i < isDone.length; i++) {
        int position = i - 1;
        isDone[i] |= !Objects.equals(value(now, position), value(then, position));
        if (!isDone[i]) {
          int column = position == ROW ? ROW : columns.get(position).id();
          put(found, column, isFolded ? before == null ? null : before.byColumn.get(column) : by);
          isDone[i] = isFolded;
          isAny |= !isDone[i];
        }
      }
      isFirst = false;
      if (!isAny) {
        break;
      }
    }
    return new Stamps(codec.table().version(), found);
  }

  private static void put(Map<Integer, EventId> found, int column, @Nullable EventId by) {
    if (by == null) {
      found.remove(column);
    } else {
      found.put(column, by);
    }
  }

  private static @Nullable Object value(@Nullable Row row, int position) {
    return row == null || position == ROW ? row : row.get(position);
  }

  /** Those of a folded version of a row's at an instant, if it has any. */
  public static Optional<Stamps> find(State state, Version version, byte[] rowKey, long instant) {
    Source then = state.source(Lineage.of(version.line()), version.seq() + 1);
    Version found = then.find(keyOf(rowKey), instant);
    byte[] bytes = found == null || found.seq() != version.seq() ? null : found.value();
    return bytes == null ? Optional.empty() : Optional.of(read(bytes));
  }

  byte[] toBytes() {
    BytesOut out = new BytesOut(32);
    out.putVarint(table).putVarint(byColumn.size());
    byColumn.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each ->
                out.putVarint(each.getKey() + 1)
                    .putLong(each.getValue().high())
                    .putLong(each.getValue().low()));
    return out.toArray();
  }

  private static Stamps read(byte[] bytes) {
    BytesIn in = new BytesIn(bytes, NAME);
    int table = (int) in.getVarint();
    Map<Integer, EventId> byColumn = new HashMap<>();
    int count = in.getCount(in.remaining(), "stamps");
    for (int i = 0; i < count; i++) {
      int column = (int) in.getVarint() - 1;
      byColumn.put(column, new EventId(in.getLong(), in.getLong()));
    }
    return new Stamps(table, byColumn);
  }
}
