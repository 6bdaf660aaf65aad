package io.ewig.jdbc.metadata;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.result.EwigResultSet;
import io.ewig.jdbc.result.ListRows;
import io.ewig.jdbc.result.Reading;
import io.ewig.jdbc.value.SessionZone;
import io.ewig.jdbc.value.SqlTypes;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a list, as JDBC prescribes them. */
final class Shape {

  private final List<ColumnInfo> columns = new ArrayList<>();

  /**
   * @param text names, those of other types than VARCHAR with a colon and the type's letter
   */
  Shape(String text) {
    for (String word : text.split(" ", -1)) {
      int colon = word.indexOf(':');
      columns.add(
          colon < 0
              ? ListRows.column(word, SqlTypes.VARCHAR)
              : ListRows.column(word.substring(0, colon), type(word.charAt(colon + 1))));
    }
  }

  private static ValueType type(char letter) {
    return switch (letter) {
      case 'i' -> SqlTypes.INTEGER;
      case 's' -> SqlTypes.SMALLINT;
      case 'l' -> SqlTypes.BIGINT;
      case 'b' -> SqlTypes.BOOLEAN;
      default -> throw new IllegalArgumentException("no type has the letter " + letter);
    };
  }

  ResultSet empty(SessionZone session) {
    return of(List.of(), session);
  }

  ResultSet of(List<@Nullable Object[]> rows, SessionZone session) {
    for (@Nullable Object[] row : rows) {
      if (row.length != columns.size()) {
        throw new IllegalStateException(
            "a row of " + row.length + " values for " + columns.size() + " columns");
      }
    }
    return new EwigResultSet(new ListRows(columns, rows), Reading.plain(session));
  }

  /** Orders rows by these columns, which count from 1; nulls first. */
  static Comparator<@Nullable Object[]> by(int... order) {
    return (left, right) -> {
      int result = 0;
      for (int i = 0; i < order.length && result == 0; i++) {
        result = compare(left[order[i] - 1], right[order[i] - 1]);
      }
      return result;
    };
  }

  /** Values of one column are of one class. */
  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return ((Comparable<Object>) left).compareTo(right);
  }
}
