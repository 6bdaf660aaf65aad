package io.ewig.jdbc.editing;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of a query each of whose rows is a row of that table as it is now: nothing is joined,
 * put together or left out twice.
 *
 * @param schema null if the query does not say it
 */
record SelectedTable(@Nullable String schema, String name) {

  private static final Set<String> AFTER_TABLE =
      Set.of("where", "order", "limit", "offset", "fetch", "for", ";");

  private static final Set<String> NOT_ROW_BY_ROW =
      Set.of("group", "having", "union", "intersect", "except", "minus", "window", "qualify");

  /**
   * @throws SQLException 24000 if a query is no such one
   */
  static SelectedTable of(String sql) throws SQLException {
    SqlWords words = new SqlWords(sql);
    require("select".equals(words.next()), "it is no SELECT");
    String word = words.next();
    require(!"distinct".equals(word), "it is DISTINCT");
    String before = "";
    while (word != null && !(word.equals("from") && !before.equals("distinct"))) {
      before = word;
      word = words.next();
    }
    require(word != null, "it has no FROM");
    List<String> parts = new ArrayList<>();
    do {
      parts.add(name(words.next()));
      word = words.next();
    } while (".".equals(word));
    requireAlone(word, words);
    String schema = parts.size() == 1 ? null : parts.get(parts.size() - 2);
    return new SelectedTable(schema, parts.get(parts.size() - 1));
  }

  private static String name(@Nullable String word) throws SQLException {
    boolean isName =
        word != null
            && !word.equals("lateral")
            && (word.startsWith("\"") || Character.isUnicodeIdentifierStart(word.charAt(0)));
    require(isName, "its FROM begins with no table");
    return word == null ? "" : word.startsWith("\"") ? word.substring(1) : word;
  }

  /** Nothing but an alias, conditions, an order and a number of rows may follow. */
  private static void requireAlone(@Nullable String first, SqlWords words) throws SQLException {
    String word = first;
    if ("as".equals(word)) {
      words.next();
      word = words.next();
    } else if (word != null && !AFTER_TABLE.contains(word)) {
      word = words.next(); // behind what may be an alias
    }
    require(
        word == null || AFTER_TABLE.contains(word), "its FROM has more than a table as it is now");
    boolean isOfPast = "for".equals(word) && !"update".equals(words.next());
    require(!isOfPast, "its table is read as of a moment or on a branch");
    while (word != null) {
      require(!NOT_ROW_BY_ROW.contains(word), "it has " + word.toUpperCase(Locale.ROOT));
      word = words.next();
    }
  }

  private static void require(boolean holds, String otherwise) throws SQLException {
    if (!holds) {
      throw refused(otherwise);
    }
  }

  static SQLException refused(String why) {
    return SqlState.INVALID_CURSOR.error(
        "the result can't be updated in place: "
            + why
            + "; select from one table, its primary key among the columns, or use UPDATE, INSERT"
            + " or DELETE");
  }
}
