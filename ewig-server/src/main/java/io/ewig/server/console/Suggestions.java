package io.ewig.server.console;

import io.ewig.server.shell.Commands;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What could come next in a statement, from the catalog of the database.
 *
 * <p>Names of tables come after FROM and the like, of branches after BRANCH, of tags after TAG;
 * else columns of the tables that the statement names, functions and words of the language. What
 * the catalog can't say is left out: a suggestion is no reason for an error.
 */
final class Suggestions {

  private static final List<String> WORDS =
      List.of(
          ("ALTER AND AS ASC BEGIN BETWEEN BRANCH BY CASE CAST COMMIT COUNT CREATE CROSS DELETE"
                  + " DESC DISTINCT DROP ELSE END ERASE EXISTS EXPLAIN FALSE FETCH FOR FROM FULL GROUP"
                  + " HAVING IN INDEX INNER INSERT INTO IS JOIN KEY LEFT LIKE LIMIT MERGE NATURAL NOT"
                  + " NULL OF OFFSET ON OR ORDER OUTER OVER PARTITION PORTION PRIMARY REFERENCES RESET"
                  + " RIGHT ROLLBACK SAVEPOINT SCHEMA SELECT SEQ SEQUENCE SET SHOW SYSTEM_TIME TABLE"
                  + " TAG THEN TIMESTAMP TRUE TRUNCATE UNION UNIQUE UPDATE USE USING VALID_TIME VALUES"
                  + " VIEW WHEN WHERE WITH")
              .split(" "));

  /** What the driver does not list, since JDBC has no such list, or another name. */
  private static final String OF_SQL =
      "avg,cast,coalesce,count,current_branch,date_trunc,diff,extract,generate_series,history,log,"
          + "lower,max,min,nullif,range,row_number,state,substring,sum,trim,upper,verify";

  private static final Pattern LAST_WORD = Pattern.compile("[\\w$.]*$");
  private static final Pattern TABLES_NAMED =
      Pattern.compile(
          "\\b(?:FROM|JOIN|UPDATE|INTO|TABLE)\\s+([\\w$.]+)(?:\\s+(?:AS\\s+)?(\\w+))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NAMES_A_TABLE =
      Pattern.compile(".*\\b(FROM|JOIN|UPDATE|INTO|TABLE|VIEW)$");
  private static final Pattern NAMES_A_BRANCH =
      Pattern.compile(".*\\b(USE|FOR|MERGE|DROP|ALTER|RESTORE|RESET)\\s+BRANCH$");
  private static final Pattern NAMES_A_TAG = Pattern.compile(".*\\b(OF|TO|DROP)\\s+TAG$");

  private final Connection connection;

  Suggestions(Connection connection) {
    this.connection = connection;
  }

  /** Where the word begins that is being typed. */
  static int start(String before) {
    Matcher word = LAST_WORD.matcher(before);
    return word.find() ? word.start() : before.length();
  }

  /**
   * What may stand in place of the word that is being typed, sorted.
   *
   * @param text the statement, which may go on behind the cursor
   */
  SortedSet<String> of(String text, int cursor) {
    String before = text.substring(0, cursor);
    int start = start(before);
    String word = before.substring(start);
    if (before.strip().startsWith("\\")) {
      return commands(before.strip());
    }
    String context =
        before.substring(0, start).strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    try {
      return matching(word, candidates(text, context, word));
    } catch (SQLException e) { // a catalog that does not answer suggests nothing
      return new TreeSet<>();
    }
  }

  private static SortedSet<String> commands(String typed) {
    SortedSet<String> found = new TreeSet<>(Commands.names());
    found.removeIf(name -> !name.startsWith(typed));
    return found;
  }

  private List<String> candidates(String text, String context, String word) throws SQLException {
    if (NAMES_A_BRANCH.matcher(context).matches()) {
      return names("SELECT name FROM ewig.branches");
    }
    if (NAMES_A_TAG.matcher(context).matches()) {
      return names("SELECT name FROM ewig.tags");
    }
    int dot = word.indexOf('.');
    if (NAMES_A_TABLE.matcher(context).matches()) {
      return dot < 0 ? tablesAndSchemas() : tables(word.substring(0, dot), true);
    }
    Map<String, String> named = tablesNamed(text);
    if (dot >= 0) {
      String alias = word.substring(0, dot);
      List<String> columns = new ArrayList<>();
      columns(named.getOrDefault(alias, alias)).forEach(name -> columns.add(alias + "." + name));
      columns.addAll(tables(alias, true));
      return columns;
    }
    List<String> all = new ArrayList<>(cased(WORDS, word));
    for (String table : new TreeSet<>(named.values())) {
      all.addAll(columns(table));
    }
    all.addAll(functions());
    return all;
  }

  /** As the word is written that they are to complete. */
  private static List<String> cased(List<String> words, String typed) {
    boolean isLower = typed.equals(typed.toLowerCase(Locale.ROOT)) && !typed.isEmpty();
    return isLower ? words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList() : words;
  }

  private static SortedSet<String> matching(String word, List<String> all) {
    SortedSet<String> found = new TreeSet<>();
    for (String one : all) {
      if (one.regionMatches(true, 0, word, 0, word.length())) {
        found.add(one);
      }
    }
    return found;
  }

  /** Tables by what the statement calls them. */
  private static Map<String, String> tablesNamed(String text) {
    Map<String, String> named = new LinkedHashMap<>();
    Matcher table = TABLES_NAMED.matcher(text);
    while (table.find()) {
      String name = table.group(1);
      named.put(name.substring(name.lastIndexOf('.') + 1), name);
      if (table.group(2) != null) {
        named.put(table.group(2), name);
      }
    }
    return named;
  }

  private List<String> tablesAndSchemas() throws SQLException {
    List<String> found = tables(connection.getSchema(), false);
    try (ResultSet schemas = connection.getMetaData().getSchemas()) {
      while (schemas.next()) {
        found.add(schemas.getString("TABLE_SCHEM") + ".");
      }
    }
    found.addAll(functions());
    return found;
  }

  private List<String> tables(String schema, boolean isQualified) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet tables = connection.getMetaData().getTables(null, schema, null, null)) {
      while (tables.next()) {
        found.add((isQualified ? schema + "." : "") + tables.getString("TABLE_NAME"));
      }
    }
    return found;
  }

  private List<String> columns(String table) throws SQLException {
    List<String> found = new ArrayList<>();
    DatabaseMetaData about = connection.getMetaData();
    int dot = table.indexOf('.');
    String schema = dot < 0 ? connection.getSchema() : table.substring(0, dot);
    String name =
        table
            .substring(dot + 1)
            .toLowerCase(Locale.ROOT)
            .replace("_", about.getSearchStringEscape() + "_");
    try (ResultSet columns = about.getColumns(null, schema, name, null)) {
      while (columns.next()) {
        found.add(columns.getString("COLUMN_NAME"));
      }
    }
    return found;
  }

  private List<String> functions() throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    String listed =
        String.join(
            ",",
            about.getStringFunctions(),
            about.getNumericFunctions(),
            about.getTimeDateFunctions(),
            about.getSystemFunctions(),
            OF_SQL);
    return Arrays.stream(listed.split(","))
        .filter(name -> !name.isBlank())
        .map(name -> name.strip().toLowerCase(Locale.ROOT) + "(")
        .toList();
  }

  private List<String> names(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
