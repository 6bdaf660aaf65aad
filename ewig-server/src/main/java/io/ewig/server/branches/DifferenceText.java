package io.ewig.server.branches;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.json.Json;
import io.ewig.engine.merge.Difference;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableParts;
import io.ewig.engine.value.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs, and what is in conflict, as one line for people. */
final class DifferenceText {

  private DifferenceText() {}

  /** {@code +} is added, {@code -} removed, {@code ~} modified. */
  static String of(Difference difference) {
    String sign =
        switch (difference.kind()) {
          case ADDED -> "+ ";
          case REMOVED -> "- ";
          case MODIFIED -> "~ ";
        };
    if (difference instanceof Difference.OfRow row) {
      return sign + "row    " + row.table() + "  " + row(row);
    } else if (difference instanceof Difference.OfTable table) {
      return sign + "table  " + table(table.before(), table.after());
    }
    Difference.OfObject object = (Difference.OfObject) difference;
    return sign
        + "object "
        + object.world()
        + "/"
        + object.key()
        + "  "
        + sides(json(object.before()), json(object.after()));
  }

  private static String row(Difference.OfRow row) {
    String sides = sides(row(row.tableBefore(), row.before()), row(row.tableAfter(), row.after()));
    int pieces = row.pieces().size();
    Difference.Piece first = row.pieces().get(0);
    boolean isNow = row.before() != null || row.after() != null;
    return isNow && !Objects.equals(row.before(), row.after())
        ? sides
        : sides(row(row.tableBefore(), first.before()), row(row.tableAfter(), first.after()))
            + " "
            + words(first.valid())
            + (pieces > 1 ? " and " + (pieces - 1) + " more" : "");
  }

  /** What a definition says differently. */
  private static String table(@Nullable Table before, @Nullable Table after) {
    if (before == null || after == null) {
      return String.valueOf(after == null ? before : after);
    }
    Map<String, String> was = TableParts.of(before);
    Map<String, String> is = TableParts.of(after);
    Set<String> names = new LinkedHashSet<>(is.keySet());
    names.addAll(was.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(was.get(name), is.get(name))) {
        changes.add(name + " " + sides(orNone(was.get(name)), orNone(is.get(name))));
      }
    }
    return after + (changes.isEmpty() ? "" : "  " + String.join("; ", changes));
  }

  private static String orNone(@Nullable String words) {
    return words == null ? "none" : words;
  }

  private static String words(ValidPeriod period) {
    String from = period.since() == null ? "from ever" : "from " + period.since();
    return from + (period.until() == null ? " on" : " to " + period.until());
  }

  private static String sides(String before, String after) {
    if (before.isEmpty() || after.isEmpty()) {
      return before + after;
    }
    return before + " -> " + after;
  }

  private static String row(@Nullable Table table, @Nullable Row row) {
    if (table == null || row == null) {
      return "";
    }
    List<String> cells = new ArrayList<>();
    for (Column column : table.columns()) {
      cells.add(column.name() + "=" + row.get(table.positionOf(column.name())));
    }
    return "(" + String.join(", ", cells) + ")";
  }

  private static String json(@Nullable Json document) {
    return document == null ? "" : new String(document.canonical(), StandardCharsets.UTF_8);
  }

  static String of(MergeConflict conflict) {
    return conflict.id()
        + "  "
        + conflict.kind()
        + "  "
        + String.join("  ", conflict.where(), conflict.key(), conflict.what())
        + "  base "
        + value(conflict.base())
        + ", ours "
        + value(conflict.ours())
        + ", theirs "
        + value(conflict.theirs());
  }

  private static String value(@Nullable Object value) {
    return value instanceof Json document ? json(document) : String.valueOf(value);
  }
}
