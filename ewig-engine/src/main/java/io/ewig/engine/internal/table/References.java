package io.ewig.engine.internal.table;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which rows refer to which, as some reader sees them; one thread. */
public final class References {

  private final Source source;
  private final Catalog catalog;
  private final Tables codecs;
  private final Map<UUID, List<Referrer>> referrers = new HashMap<>();

  public References(Source source, Catalog catalog, Tables codecs) {
    this.source = source;
    this.catalog = catalog;
    this.codecs = codecs;
  }

  /** A table whose rows refer to another one's. */
  public record Referrer(Table table, ForeignKey by) {}

  /** Takes rows that refer to another, each for a period. */
  @FunctionalInterface
  public interface Children {
    void take(byte[] key, Row row, long from, long to);
  }

  public List<Referrer> referrers(UUID parent) {
    return referrers.computeIfAbsent(
        parent,
        id ->
            catalog.tables().stream()
                .flatMap(
                    table ->
                        table.foreignKeys().stream()
                            .filter(key -> key.parent().equals(id))
                            .map(key -> new Referrer(table, key)))
                .toList());
  }

  /** The key of a parent to which a foreign key refers, or null. */
  public @Nullable Index referred(Table parent, ForeignKey key) {
    return parent.keys().stream().filter(key::isKeyOfParent).findFirst().orElse(null);
  }

  /** When a row's parent is not there, within a period; the row refers to one. */
  public List<Period> gaps(Table parent, ForeignKey key, Table child, Row row, long from, long to) {
    Index referred = referred(parent, key);
    if (referred == null) {
      return List.of(new Period(from, to, new byte[0]));
    }
    List<Integer> columns = new ArrayList<>(); // in the order of the parent's key
    for (int id : referred.columnIds()) {
      columns.add(key.columnIds().get(key.parentColumnIds().indexOf(id)));
    }
    byte[] values = Objects.requireNonNull(codecs.of(child).keyOf(columns, row), "no nulls");
    return gaps(withKey(parent, referred, values, from, to), from, to);
  }

  /** When rows have some values in a key. */
  private List<Period> withKey(Table table, Index index, byte[] values, long from, long to) {
    TableCodec codec = codecs.of(table);
    if (index.id() == Index.PRIMARY_ID) {
      return source.pieces(codec.rowKey(values), from, to);
    }
    List<Period> pieces = new ArrayList<>();
    byte[] prefix = codec.index(index).prefix(values);
    Source.Keys entries = source.keys(prefix, KeyFormat.after(prefix));
    while (entries.next()) {
      pieces.addAll(source.pieces(entries.key(), from, to));
    }
    return pieces;
  }

  private static List<Period> gaps(List<Period> covered, long from, long to) {
    List<Period> inOrder = new ArrayList<>(covered);
    inOrder.sort(Comparator.comparingLong(Period::validFrom));
    List<Period> gaps = new ArrayList<>();
    long reached = from;
    for (Period piece : inOrder) {
      if (piece.validFrom() > reached) {
        gaps.add(new Period(reached, piece.validFrom(), new byte[0]));
      }
      reached = Math.max(reached, piece.validTo());
    }
    if (reached < to) {
      gaps.add(new Period(reached, to, new byte[0]));
    }
    return gaps;
  }

  /**
   * Finds the rows that refer to some values of a parent during a period.
   *
   * @param values of the parent's columns, in the order of the foreign key
   */
  public void children(Referrer referrer, byte[] values, long from, long to, Children found) {
    Table table = referrer.table;
    List<Integer> columns = referrer.by.columnIds();
    TableCodec codec = codecs.of(table);
    Index index = indexOn(table, columns);
    byte[] start;
    if (index == null) {
      start = codec.rows();
    } else if (index.id() == Index.PRIMARY_ID) {
      start = codec.rowKey(values);
    } else {
      start = codec.index(index).prefix(values);
    }
    Source.Keys keys =
        source.keys(start, index == null ? Space.after(start) : KeyFormat.after(start));
    while (keys.next()) {
      byte[] primaryKey =
          index == null || index.id() == Index.PRIMARY_ID
              ? Space.afterId(keys.key())
              : codec.index(index).primaryKeyIn(keys.key());
      for (Period piece : source.pieces(codec.rowKey(primaryKey), from, to)) {
        Row row = codec.toRow(piece.value());
        if (Arrays.equals(codec.keyIfItFits(columns, row), values)) {
          found.take(primaryKey, row, piece.validFrom(), piece.validTo());
        }
      }
    }
  }

  private static @Nullable Index indexOn(Table table, List<Integer> columnIds) {
    for (Index index : table.keys()) {
      List<Integer> columns = index.columnIds();
      if (columns.size() >= columnIds.size()
          && columns.subList(0, columnIds.size()).equals(columnIds)) {
        return index;
      }
    }
    return null;
  }
}
