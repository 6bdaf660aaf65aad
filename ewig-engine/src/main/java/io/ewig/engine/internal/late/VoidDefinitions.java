package io.ewig.engine.internal.late;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.converge.TableFold.Definition;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.row.TableWriter;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of a table that do not count, as others were made by who had not seen them.
 *
 * <pre>
 * void = count: varint, ( length: varint, [ definition ] )*     none: the table was dropped
 * </pre>
 */
public final class VoidDefinitions {

  private static final int COUNT_MAX = 1 << 10;
  private static final String WHERE = "void definitions";

  private VoidDefinitions() {}

  static byte[] keyOf(UUID table) {
    return Space.PARTED.key(Space.idOf(table));
  }

  /** Null if there are none. */
  static byte @Nullable [] toBytes(List<Definition> all) {
    if (all.isEmpty()) {
      return null;
    }
    int count = Math.min(COUNT_MAX, all.size());
    BytesOut out = new BytesOut(256).putVarint(count);
    for (int i = 0; i < count; i++) {
      Table table = all.get(i).table();
      byte[] definition = table == null ? new byte[0] : TableWriter.write(table);
      out.putVarint(definition.length).put(definition);
    }
    return out.toArray();
  }

  /** Empty ones say that the table was dropped. */
  public static List<Optional<Table>> read(byte[] bytes) {
    BytesIn in = new BytesIn(bytes, WHERE);
    int count = in.getCount(COUNT_MAX, "definitions");
    List<Optional<Table>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] definition = in.get(in.getCount(in.remaining(), "bytes of a definition"));
      all.add(
          definition.length == 0
              ? Optional.empty()
              : Optional.of(TableReader.read(definition, WHERE)));
    }
    return all;
  }
}
