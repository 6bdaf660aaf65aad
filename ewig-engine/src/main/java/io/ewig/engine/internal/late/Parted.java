package io.ewig.engine.internal.late;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.converge.Parting;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What two wrote to one row without having seen each other, and of which only one came to count.
 *
 * <pre>
 * parted = count: varint, ( kind: u8, column id + 1: varint, rule, base, other )*
 * rule   = length: varint, UTF-8                 the name of a check, or nothing
 * base, other = length: varint, [ row ]          of a cell: a row that has nothing else
 * </pre>
 *
 * @param columnId of the cell; -1: it is about the row
 */
public record Parted(Parting.Kind kind, int columnId, String rule, byte[] base, byte[] other) {

  private static final int COUNT_MAX = 1 << 16;
  private static final int RULE_BYTES_MAX = 1 << 10;

  /** Under which that of a row is kept. */
  public static byte[] keyOf(UUID table, byte[] primaryKey) {
    return Space.PARTED.key(Space.idOf(table), primaryKey);
  }

  /** As many as fit into a version, the last before others; history has them all. */
  static byte[] toBytes(List<Parting> partings, TableCodec codec) {
    Deque<byte[]> entries = new ArrayDeque<>(partings.size());
    int left = Versions.VALUE_BYTES_MAX - BytesOut.varintBytes(COUNT_MAX);
    for (int i = partings.size() - 1; i >= 0 && entries.size() < COUNT_MAX; i--) {
      Parting each = partings.get(i);
      byte[] entry = entry(each, each.base(), codec);
      if (entry.length > left) {
        entry = entry(each, null, codec);
      }
      if (entry.length <= left) {
        entries.addFirst(entry);
        left -= entry.length;
      }
    }
    BytesOut out = new BytesOut(64).putVarint(entries.size());
    entries.forEach(out::put);
    return out.toArray();
  }

  private static byte[] entry(Parting parting, @Nullable Row before, TableCodec codec) {
    int position = parting.position();
    byte[] base = before == null ? new byte[0] : codec.toBytesAsIs(before);
    byte[] other = codec.toBytesAsIs(parting.other());
    return new BytesOut(64)
        .putByte(parting.kind().code())
        .putVarint(position < 0 ? 0 : codec.table().columns().get(position).id() + 1)
        .putText(parting.rule())
        .putVarint(base.length)
        .put(base)
        .putVarint(other.length)
        .put(other)
        .toArray();
  }

  public static List<Parted> read(byte[] bytes) {
    BytesIn in = new BytesIn(bytes, "what was parted");
    int count = in.getCount(COUNT_MAX, "entries");
    List<Parted> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int code = in.getByte();
      Parting.Kind kind =
          Parting.Kind.of(code).orElseThrow(() -> in.malformed("no kind is " + code));
      int columnId = in.getCount(Table.COLUMN_IDS_MAX + 1, "as the id of a column") - 1;
      String rule = in.getText(RULE_BYTES_MAX, "of a rule's name");
      byte[] base = in.get(in.getCount(in.remaining(), "bytes of a row"));
      byte[] other = in.get(in.getCount(in.remaining(), "bytes of a row"));
      all.add(new Parted(kind, columnId, rule, base, other));
    }
    return all;
  }
}
