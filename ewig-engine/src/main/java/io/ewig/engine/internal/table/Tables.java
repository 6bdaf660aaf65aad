package io.ewig.engine.internal.table;

import io.ewig.engine.internal.row.KeyWriter;
import io.ewig.engine.schema.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The codecs that one thread has made. */
public final class Tables {

  /** Models that are kept; a bound on what they take in memory. */
  private static final int MODELS_MAX = 10_000;

  private final KeyWriter keys = new KeyWriter();
  private @Nullable TableCodec last; // most threads are about one table
  private @Nullable Map<UUID, TableCodec> others; // than the last one
  private final ConcurrentHashMap<UUID, TableCodec> models; // shared, and only ever copied

  public Tables() {
    this(new ConcurrentHashMap<>());
  }

  private Tables(ConcurrentHashMap<UUID, TableCodec> models) {
    this.models = models;
  }

  /** The same for another thread; from any thread. */
  public Tables another() {
    return new Tables(models);
  }

  /** For exactly that version of the table. */
  @SuppressWarnings("ReferenceEquality") // most often the very same; an equal one costs a look
  public TableCodec of(Table table) {
    TableCodec known = last;
    if (known != null && known.table() == table) {
      return known;
    }
    if (known != null) {
      keep(known);
    }
    known = others == null ? null : others.get(table.id());
    if (known == null || !known.isFor(table)) {
      known = model(table).another(keys);
    }
    last = known;
    return known;
  }

  private void keep(TableCodec known) {
    Map<UUID, TableCodec> kept = others;
    if (kept == null) {
      kept = new HashMap<>(4);
      others = kept;
    }
    kept.put(known.table().id(), known);
  }

  private TableCodec model(Table table) {
    TableCodec model = models.get(table.id());
    if (model == null || !model.isFor(table)) {
      model = new TableCodec(table, keys);
      if (models.size() >= MODELS_MAX) {
        models.clear();
      }
      models.put(table.id(), model);
    }
    return model;
  }
}
