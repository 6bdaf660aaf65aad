package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ColumnInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds a column by its label: in any case, and the first of several. */
final class ColumnLabels {

  private static final int SHOWN_MAX = 30;

  private final List<ColumnInfo> columns;
  private final Map<String, Integer> numbers = new HashMap<>();

  ColumnLabels(List<ColumnInfo> columns) {
    this.columns = columns;
    for (int i = columns.size(); i > 0; i--) {
      String label = columns.get(i - 1).label();
      numbers.put(label.toLowerCase(Locale.ROOT), i);
    }
    for (int i = columns.size(); i > 0; i--) {
      numbers.put(columns.get(i - 1).label(), i);
    }
  }

  int number(String label) throws SQLException {
    Integer number = label == null ? null : numbers.get(label);
    if (number == null && label != null) {
      number = numbers.get(label.toLowerCase(Locale.ROOT));
    }
    if (number == null) {
      throw SqlState.UNKNOWN_COLUMN.error(
          "the result has no column '" + label + "'; its columns are " + known());
    }
    return number;
  }

  private String known() {
    String labels =
        columns.stream().limit(SHOWN_MAX).map(ColumnInfo::label).collect(Collectors.joining(", "));
    return columns.size() > SHOWN_MAX ? labels + ", ..." : labels;
  }
}
