package io.ewig.engine.internal.state;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All tables as they were defined at some moment; immutable.
 *
 * @param version the seq of the last change of any of them, or -1: equal in all moments of a branch
 *     between two changes
 * @param referred the tables that foreign keys of others, or their own, refer to
 */
public record Catalog(
    long version, Map<String, Table> byName, Map<UUID, Table> byId, Set<UUID> referred) {

  /** Each table's definition is read when the first of them is wanted. */
  public static final int TABLES_MAX = 100_000;

  static final Catalog EMPTY = new Catalog(-1, Map.of(), Map.of(), Set.of());

  static Catalog read(Source source, long version) {
    TreeMap<String, Table> byName = new TreeMap<>();
    Map<UUID, Table> byId = new HashMap<>();
    Set<UUID> referred = new HashSet<>();
    byte[] start = Space.TABLE.key();
    Source.Walk tables = source.walk(start, Space.after(start), Long.MAX_VALUE, false);
    while (tables.next()) {
      byte[] bytes = tables.version().value();
      Table table = TableReader.read(java.util.Objects.requireNonNull(bytes), "a definition");
      byName.put(table.toString(), table);
      byId.put(table.id(), table);
      table.foreignKeys().forEach(key -> referred.add(key.parent()));
    }
    return new Catalog(version, byName, byId, referred);
  }

  public Optional<Table> find(String schema, String name) {
    return Optional.ofNullable(byName.get(schema + "." + name));
  }

  public Table get(String schema, String name) {
    return find(schema, name)
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table " + schema + "." + name + "; there are " + byName.keySet()));
  }

  @Nullable Table get(UUID id) {
    return byId.get(id);
  }

  public Collection<Table> tables() {
    return byName.values();
  }
}
