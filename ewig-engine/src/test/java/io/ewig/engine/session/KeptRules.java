package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.check.TableChecks;
import io.ewig.engine.check.language.CheckLanguage;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether all rows of a view keep all rules at all valid times, by brute force: each row is held
 * against each other one; and whether each index has what the table has.
 */
final class KeptRules {

  private final View view;
  private final String as;
  private final Map<UUID, List<Piece>> pieces = new HashMap<>();

  /** A row for a stretch of valid time, from one nanosecond up to, not including, another. */
  private record Piece(Row row, long from, long to) {

    boolean overlaps(Piece other) {
      return from < other.to && other.from < to;
    }

    boolean covers(long instant) {
      return from <= instant && instant < to;
    }
  }

  private KeptRules(View view, String as) {
    this.view = view;
    this.as = as;
    view.tables().forEach(table -> pieces.put(table.id(), piecesOf(table)));
  }

  /**
   * @param as what is said if they are not
   */
  static void assertKept(View view, String as) {
    KeptRules rules = new KeptRules(view, as);
    assertThat(view.tables()).as(as).extracting(Table::toString).doesNotHaveDuplicates();
    for (Table table : view.tables()) {
      rules.eachRow(table);
      rules.unique(table);
      table.foreignKeys().forEach(key -> rules.parents(table, key));
      table.keys().forEach(index -> rules.entries(table, index));
    }
  }

  private List<Piece> piecesOf(Table table) {
    List<Piece> found = new ArrayList<>();
    RowCursor cursor = view.pieces(table, KeyRange.ALL, TimeRange.ALL, Projection.ALL);
    while (cursor.next()) {
      long from = cursor.valid().fromNanos();
      found.add(new Piece(cursor.row(), from, cursor.valid().toNanos()));
    }
    return found;
  }

  private static List<Row> rows(RowCursor cursor) {
    List<Row> rows = new ArrayList<>();
    while (cursor.next()) {
      rows.add(cursor.row());
    }
    return rows;
  }

  private void eachRow(Table table) {
    TableChecks checks = new TableChecks(table, new CheckLanguage());
    for (Piece piece : pieces.get(table.id())) {
      assertThat(table.accept(piece.row.toList().toArray())).as(as).isEqualTo(piece.row);
      assertThat(checks.violated(piece.row)).as("%s: %s of %s", as, piece, table).isEmpty();
    }
  }

  /** Null if one of them is: then they equal nothing. Whole numbers of any type are equal. */
  private static @Nullable List<Object> values(Table table, List<Integer> columnIds, Row row) {
    List<Object> values = new ArrayList<>();
    for (int id : columnIds) {
      Object value = row.get(table.positionOfId(id));
      if (value == null) {
        return null;
      }
      values.add(value instanceof Integer number ? (Object) number.longValue() : value);
    }
    return values;
  }

  private void unique(Table table) {
    List<Piece> all = pieces.get(table.id());
    for (Index key : table.keys().stream().filter(Index::isUnique).toList()) {
      Map<List<Object>, List<Piece>> byValues = new HashMap<>();
      for (Piece piece : all) {
        List<Object> values = values(table, key.columnIds(), piece.row);
        if (values != null) {
          List<Piece> others = byValues.computeIfAbsent(values, known -> new ArrayList<>());
          assertThat(others)
              .as("%s: %s of %s has %s twice", as, key.name(), table, values)
              .noneMatch(piece::overlaps);
          others.add(piece);
        }
      }
    }
  }

  private void parents(Table table, ForeignKey key) {
    Table parent = view.catalog().find(key.parent()).orElseThrow();
    key.requireParent(table, parent);
    List<Piece> all = pieces.get(parent.id());
    for (Piece child : pieces.get(table.id())) {
      List<Object> wanted = values(table, key.columnIds(), child.row);
      if (wanted != null) {
        TreeSet<Long> instants = new TreeSet<>(List.of(child.from));
        all.stream().map(Piece::to).filter(child::covers).forEach(instants::add);
        for (long instant : instants) {
          assertThat(all)
              .as("%s: %s of %s refers by %s to nothing", as, child, table, key.name())
              .anyMatch(
                  piece ->
                      piece.covers(instant)
                          && wanted.equals(values(parent, key.parentColumnIds(), piece.row)));
        }
      }
    }
  }

  private void entries(Table table, Index index) {
    for (int second = 0; second <= RuledGarden.INSTANTS; second++) {
      View at = view.validAt(RuledGarden.instant(second));
      assertThat(rows(at.scan(table, index, KeyRange.ALL, false)))
          .as("%s: by %s of %s at %s", as, index.name(), table, second)
          .containsExactlyInAnyOrderElementsOf(rows(at.scan(table)));
    }
  }
}
