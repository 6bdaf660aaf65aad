package io.ewig.engine.internal.state;

import io.ewig.engine.internal.row.KeyWriter;
import io.ewig.engine.schema.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The codecs that one thread has made. */
public final class Tables {

  private final KeyWriter keys = new KeyWriter();
  private final Map<UUID, TableCodec> codecs = new HashMap<>();

  /** For exactly that version of the table. */
  public TableCodec of(Table table) {
    TableCodec known = codecs.get(table.id());
    if (known == null || !known.isFor(table)) {
      known = new TableCodec(table, keys);
      codecs.put(table.id(), known);
    }
    return known;
  }
}
