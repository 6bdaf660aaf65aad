package io.ewig.engine.merge.table;

import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys, checks and foreign keys that were added and dropped on two sides; one with the same name is
 * the same one.
 */
final class ConstraintsMerge {

  private final @Nullable Table base;
  private final Table ours;
  private final Table theirs;
  private final Choice choice;
  private int nextKeyId;

  ConstraintsMerge(@Nullable Table base, Table ours, Table theirs, Choice choice) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.choice = choice;
    this.nextKeyId = ours.nextKeyId();
  }

  int nextKeyId() {
    return nextKeyId;
  }

  /** By name; in our order, then theirs. */
  private <T> List<T> merge(
      String part, Map<String, T> was, Map<String, T> mine, Map<String, T> others) {
    Set<String> names = new LinkedHashSet<>(mine.keySet());
    names.addAll(others.keySet());
    List<T> merged = new ArrayList<>();
    for (String name : names) {
      T kept = choice.orNone(part + " " + name, was.get(name), mine.get(name), others.get(name));
      if (kept != null) {
        merged.add(kept);
      }
    }
    return merged;
  }

  private static <T> Map<String, T> byName(
      List<T> all, Function<T, String> name, Function<T, @Nullable T> translated) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (T one : all) {
      T known = translated.apply(one);
      if (known != null) {
        byName.put(name.apply(one), known);
      }
    }
    return byName;
  }

  private static <T> List<T> of(@Nullable Table table, Function<Table, List<T>> part) {
    return table == null ? List.of() : part.apply(table);
  }

  /** The primary key comes first; it is never altered. */
  List<Index> keys(ColumnMatch fromBase, ColumnMatch fromOurs, ColumnMatch fromTheirs) {
    List<Index> shapes =
        merge(
            "key",
            byName(of(base, Table::keys), Index::name, key -> shape(key, fromBase)),
            byName(ours.keys(), Index::name, key -> shape(key, fromOurs)),
            byName(theirs.keys(), Index::name, key -> shape(key, fromTheirs)));
    List<Index> merged = new ArrayList<>();
    for (Index shape : shapes) {
      merged.add(new Index(idOf(shape, fromOurs), shape.name(), shape.columnIds(), shape.role()));
    }
    return merged;
  }

  /** The same but for its id, which is a matter of each side. */
  private static @Nullable Index shape(Index key, ColumnMatch match) {
    int id = key.id() == Index.PRIMARY_ID ? Index.PRIMARY_ID : 1;
    return match
        .of(key.columnIds())
        .map(columns -> new Index(id, key.name(), columns, key.role()))
        .orElse(null);
  }

  /** Entries of an index are found by its id, so another shape gets another one. */
  private int idOf(Index shape, ColumnMatch fromOurs) {
    for (Index key : ours.keys()) {
      if (shape.equals(shape(key, fromOurs))) {
        return key.id();
      }
    }
    return shape.id() == Index.PRIMARY_ID ? Index.PRIMARY_ID : nextKeyId++;
  }

  List<Check> checks() {
    return merge(
        "check",
        byName(of(base, Table::checks), Check::name, check -> check),
        byName(ours.checks(), Check::name, check -> check),
        byName(theirs.checks(), Check::name, check -> check));
  }

  /**
   * @param parents from theirs ids of a parent's columns to ours
   */
  List<ForeignKey> foreignKeys(
      ColumnMatch fromBase,
      ColumnMatch fromOurs,
      ColumnMatch fromTheirs,
      TableMerge.Parents parents) {
    return merge(
        "foreign key",
        byName(
            of(base, Table::foreignKeys), ForeignKey::name, key -> shape(key, fromBase, parents)),
        byName(ours.foreignKeys(), ForeignKey::name, key -> shape(key, fromOurs, null)),
        byName(theirs.foreignKeys(), ForeignKey::name, key -> shape(key, fromTheirs, parents)));
  }

  private @Nullable ForeignKey shape(
      ForeignKey key, ColumnMatch match, TableMerge.@Nullable Parents parents) {
    List<Integer> columns = match.of(key.columnIds()).orElse(null);
    boolean isOwn = key.parent().equals(ours.id());
    List<Integer> referred =
        isOwn
            ? match.of(key.parentColumnIds()).orElse(null)
            : parents == null
                ? key.parentColumnIds()
                : parents.ours(key.parent(), key.parentColumnIds());
    return columns == null
        ? null
        : new ForeignKey(
            key.name(),
            columns,
            key.parent(),
            Objects.requireNonNullElse(referred, key.parentColumnIds()),
            key.onDelete(),
            key.onUpdate());
  }
}
