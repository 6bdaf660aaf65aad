package io.ewig.server.csv;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The narrowest type that has room for all values of a column that were seen. */
enum Guess {
  BOOLEAN("true|false"),
  BIGINT("-?(0|[1-9][0-9]{0,17})"),
  DOUBLE("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?"),
  DATE("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
  TIMESTAMP_WITH_TIME_ZONE(
      "[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
          + "(Z|[-+][0-9]{2}:?[0-9]{2})"),
  VARCHAR("(?s).*");

  private final Pattern values;

  Guess(String values) {
    this.values = Pattern.compile(values, Pattern.CASE_INSENSITIVE);
  }

  String sql() {
    return name().replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  static Guess of(List<CsvRecord> records, int column) {
    for (Guess type : values()) {
      boolean hasAny = false;
      boolean fits = true;
      for (CsvRecord record : records) {
        @Nullable String value =
            column < record.values().size() ? record.values().get(column) : null;
        hasAny |= value != null;
        fits &= value == null || type.values.matcher(value).matches();
      }
      if (fits && (hasAny || type == VARCHAR)) {
        return type;
      }
    }
    return VARCHAR;
  }
}
