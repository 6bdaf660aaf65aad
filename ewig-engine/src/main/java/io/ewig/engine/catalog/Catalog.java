package io.ewig.engine.catalog;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * All that has a name, as it was defined at some moment of a branch.
 *
 * <ul>
 *   <li>As long as no definition changes, all views and transactions of a branch are given the same
 *       catalog: the very same object, unless so many others were asked for meanwhile that it had
 *       to be read again. Plans may be kept by it.
 *   <li>{@link #version} tells recorded catalogs apart, in one open database. Those of transactions
 *       that changed definitions and have not committed are recorded nowhere: {@link #isRecorded}.
 *   <li>A name is that of a table or of a view; sequences and schemas have names of their own.
 *   <li>Of two tables that two replicas made under one name, the one with the lesser id keeps it;
 *       the other is found under that name and the start of its id.
 * </ul>
 */
public final class Catalog {

  /** Each table's definition is read when the first of them is wanted. */
  public static final int TABLES_MAX = 100_000;

  /** Nothing has been defined. */
  public static final Catalog EMPTY = new Catalog(-1, true, List.of(), List.of());

  private static final int NAME_CHARS_KEPT = 60;
  private static final int ID_CHARS = 8;

  private final long version;
  private final boolean isRecorded;
  private final SortedMap<String, Table> byName = new TreeMap<>();
  private final Map<UUID, Table> byId = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Set<UUID> referred = new HashSet<>();
  private final SortedMap<String, CatalogObject> objects = new TreeMap<>();

  /**
   * @param version the seq of the last change of any definition, or -1
   * @param isRecorded whether that is committed
   * @param tables in the order of their ids
   */
  public Catalog(
      long version,
      boolean isRecorded,
      Collection<Table> tables,
      Collection<CatalogObject> objects) {
    this.version = version;
    this.isRecorded = isRecorded;
    for (Table each : tables) {
      Table table = each;
      if (byName.containsKey(each.toString())) { // made apart, by two who did not know each other
        table = underAnotherName(each);
        ambiguous.add(each.toString());
        ambiguous.add(table.toString());
      }
      byName.put(table.toString(), table);
      byId.put(table.id(), table);
      table.foreignKeys().forEach(key -> referred.add(key.parent()));
    }
    objects.forEach(object -> this.objects.put(object.key(), object));
  }

  /** The name with the table's id, or the start of that, the same wherever all of them are. */
  private Table underAnotherName(Table table) {
    String kept = start(table.name()) + "_";
    String id = table.id().toString();
    String shorter = kept + id.substring(0, ID_CHARS);
    boolean isTaken = byName.containsKey(table.schema() + "." + shorter);
    return new Table(
        table.id(),
        table.schema(),
        isTaken ? kept + id : shorter,
        table.version(),
        table.columns(),
        table.nextColumnId(),
        table.keys(),
        table.nextKeyId(),
        table.checks(),
        table.foreignKeys(),
        table.comment(),
        table.options());
  }

  private static String start(String name) {
    if (name.length() <= NAME_CHARS_KEPT) {
      return name;
    }
    boolean isPairCut = Character.isHighSurrogate(name.charAt(NAME_CHARS_KEPT - 1));
    return name.substring(0, NAME_CHARS_KEPT - (isPairCut ? 1 : 0));
  }

  /** Equal in all moments of a branch between two changes of definitions, and nowhere else. */
  public long version() {
    return version;
  }

  /** Whether this is history, and not what a transaction has made of it. */
  public boolean isRecorded() {
    return isRecorded;
  }

  // ---- tables

  public Optional<Table> find(String schema, String name) {
    return Optional.ofNullable(byName.get(schema + "." + name));
  }

  public Optional<Table> find(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Table get(String schema, String name) {
    return find(schema, name)
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table " + schema + "." + name + "; there are " + byName.keySet()));
  }

  /** Whether another table has the name of this one: so of two transactions one has to give way. */
  public boolean isAmbiguous(Table table) {
    return ambiguous.contains(table.toString());
  }

  /** In the order of their schemas and names. */
  public Collection<Table> tables() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Whether foreign keys of others, or its own, refer to a table. */
  public boolean isReferred(UUID table) {
    return referred.contains(table);
  }

  /** Whether another one has the same tables, equal in all. */
  public boolean hasTablesOf(Catalog other) {
    return byId.equals(other.byId);
  }

  // ---- what else there is

  public Optional<SqlView> findView(String schema, String name) {
    return Optional.ofNullable((SqlView) objects.get(SqlView.keyOf(schema, name)));
  }

  public List<SqlView> views() {
    return of(SqlView.class);
  }

  public Optional<Sequence> findSequence(String schema, String name) {
    return Optional.ofNullable((Sequence) objects.get(Sequence.keyOf(schema, name)));
  }

  public List<Sequence> sequences() {
    return of(Sequence.class);
  }

  private <T extends CatalogObject> List<T> of(Class<T> kind) {
    return objects.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The object of a key, whatever it is. */
  public Optional<CatalogObject> findObject(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** {@code public}, those that were declared, and those that something is in; by name. */
  public List<Schema> schemas() {
    SortedMap<String, Schema> found = new TreeMap<>();
    for (String name : used()) {
      found.put(name, Schema.of(name));
    }
    found.put(Schema.PUBLIC, Schema.of(Schema.PUBLIC));
    of(Schema.class).forEach(schema -> found.put(schema.name(), schema));
    return List.copyOf(found.values());
  }

  private Set<String> used() {
    Set<String> used = new TreeSet<>();
    byName.values().forEach(table -> used.add(table.schema()));
    objects.values().forEach(object -> used.add(object.schema()));
    return used;
  }

  public boolean hasSchema(String name) {
    return name.equals(Schema.PUBLIC) || used().contains(name);
  }

  /** What is in a schema, as texts that name it: tables, views and sequences. */
  public List<String> contentOf(String schema) {
    TreeSet<String> found = new TreeSet<>();
    for (Table table : byName.values()) {
      if (table.schema().equals(schema)) {
        found.add("table " + table);
      }
    }
    for (CatalogObject object : objects.values()) {
      if (!(object instanceof Schema) && object.schema().equals(schema)) {
        found.add(object.toString());
      }
    }
    return List.copyOf(found);
  }
}
