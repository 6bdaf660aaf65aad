package io.ewig.engine.internal.table;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.row.TableWriter;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.schema.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payload of {@code SchemaChanged}.
 *
 * <pre>
 * payload = 0x01, table id (16), definition     created or altered: what it is from now on
 *         | 0x00, table id (16)                 dropped
 * </pre>
 *
 * @param definition null if the table is dropped
 */
public record SchemaPayload(UUID table, byte @Nullable [] definition) {

  private static final int DROPPED = 0;
  private static final int DEFINED = 1;

  public static byte[] defined(Table table) {
    return new BytesOut(512)
        .putByte(DEFINED)
        .put(Space.idOf(table.id()))
        .put(TableWriter.write(table))
        .toArray();
  }

  public static byte[] dropped(Table table) {
    return new BytesOut(17).putByte(DROPPED).put(Space.idOf(table.id())).toArray();
  }

  /** Reads and checks it, the definition included. */
  public static SchemaPayload read(byte[] payload, String where) {
    BytesIn in = new BytesIn(payload, where);
    int kind = in.getByte();
    UUID id = new UUID(Long.reverseBytes(in.getLong()), Long.reverseBytes(in.getLong()));
    if (kind == DROPPED && in.remaining() == 0) {
      return new SchemaPayload(id, null);
    }
    if (kind != DEFINED) {
      throw in.malformed("a change of a table's definition of kind " + kind);
    }
    byte[] definition = in.get(in.remaining());
    if (!TableReader.read(definition, where).id().equals(id)) {
      throw in.malformed("a definition of another table than it says");
    }
    return new SchemaPayload(id, definition);
  }
}
