package io.ewig.jdbc.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A query of INFORMATION_SCHEMA in the making; every name is quoted. */
final class Query {

  private final String from;
  private final StringJoiner columns = new StringJoiner(", ");
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  private Query(String from) {
    this.from = from;
  }

  static Query of(String table, String... columns) {
    return new Query(table(table)).select("", columns);
  }

  /** Of two tables, known as a and b, that agree in these columns. */
  static Query ofTwo(String a, String b, String... agreeing) {
    var on = new StringJoiner(" AND ");
    for (String column : agreeing) {
      on.add(quoted("a." + column) + " = " + quoted("b." + column));
    }
    return new Query(table(a) + " AS \"a\" JOIN " + table(b) + " AS \"b\" ON " + on);
  }

  Query select(String alias, String... names) {
    for (String name : names) {
      columns.add(quoted(alias.isEmpty() ? name : alias + "." + name));
    }
    return this;
  }

  /** For what JDBC calls a pattern; null for any. */
  Query like(String column, @Nullable String pattern) {
    if (pattern != null && !pattern.equals("%")) {
      conditions.add(quoted(column) + " LIKE ? ESCAPE '\\'");
      parameters.add(pattern);
    }
    return this;
  }

  /** For what JDBC calls a name; null and % for any. */
  Query named(String column, @Nullable String name) {
    return name == null || name.equals("%") ? this : is(column, name);
  }

  Query is(String column, String value) {
    conditions.add(quoted(column) + " = ?");
    parameters.add(value);
    return this;
  }

  /** Whatever else there is, none of it. */
  Query none() {
    conditions.add("1 = 0");
    return this;
  }

  String text() {
    return "SELECT "
        + columns
        + " FROM "
        + from
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  Object[] parameters() {
    return parameters.toArray();
  }

  private static String table(String name) {
    return "\"information_schema\"." + quoted(name);
  }

  private static String quoted(String name) {
    return '"' + name.replace(".", "\".\"") + '"';
  }
}
