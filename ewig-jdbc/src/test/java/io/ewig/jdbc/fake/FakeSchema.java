package io.ewig.jdbc.fake;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.result.ListRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * INFORMATION_SCHEMA of a small shop, and a reader of the SELECTs that metadata are made of: one
 * table, or two that are joined by equal columns, and conditions of LIKE and =.
 */
final class FakeSchema {

  private static final Pattern SELECT =
      Pattern.compile(
          "SELECT (.*) FROM \"information_schema\"\\.\"(\\w+)\""
              + "(?: AS \"a\" JOIN \"information_schema\"\\.\"(\\w+)\" AS \"b\" ON (.*?))?"
              + "(?: WHERE (.*))?");

  private static final Map<String, List<Map<String, Object>>> TABLES = new LinkedHashMap<>();

  static {
    table("schemata", "catalog_name schema_name", "fake public", "fake information_schema");
    table(
        "tables",
        "table_schema table_name table_type remarks",
        "public dept_t BASE_TABLE departments",
        "public deptxt BASE_TABLE -",
        "public emp BASE_TABLE -",
        "public v_active VIEW -",
        "information_schema tables SYSTEM_TABLE -");
    table(
        "columns",
        "table_schema table_name column_name ordinal_position column_default is_nullable data_type"
            + " jdbc_type column_size decimal_digits character_octet_length is_identity is_generated"
            + " is_hidden remarks",
        "public dept_t id 1 - NO INTEGER 4 10 0 - YES NO NO -",
        "public dept_t dname 2 'x' YES VARCHAR 12 40 - 160 NO NO NO label",
        "public dept_t _valid_from 3 - NO TIMESTAMP_WITH_TIME_ZONE 2014 35 9 - NO NO YES -",
        "public deptxt id 1 - NO INTEGER 4 10 0 - NO NO NO -",
        "public emp id 1 - NO BIGINT -5 19 0 - YES NO NO -",
        "public emp dept 2 - YES INTEGER 4 10 0 - NO NO NO -",
        "public v_active id 1 - YES INTEGER 4 10 0 - NO NO NO -");
    table(
        "table_constraints",
        "constraint_schema constraint_name table_schema table_name constraint_type",
        "public dept_t_pk public dept_t PRIMARY_KEY",
        "public emp_pk public emp PRIMARY_KEY",
        "public emp_dept public emp FOREIGN_KEY");
    table(
        "key_column_usage",
        "constraint_schema constraint_name table_schema table_name column_name ordinal_position",
        "public dept_t_pk public dept_t id 1",
        "public emp_pk public emp id 1",
        "public emp_dept public emp dept 1");
    table(
        "referential_constraints",
        "constraint_schema constraint_name table_schema table_name unique_constraint_name"
            + " referenced_schema referenced_table update_rule delete_rule",
        "public emp_dept public emp dept_t_pk public dept_t NO_ACTION CASCADE");
    table(
        "referenced_columns",
        "constraint_schema constraint_name table_name ordinal_position column_name"
            + " referenced_column_name",
        "public emp_dept emp 1 dept id");
    table(
        "indexes",
        "table_schema table_name index_name is_unique ordinal_position column_name ascending"
            + " cardinality",
        "public emp emp_pk true 1 id A 14",
        "public emp emp_by_dept false 1 dept D 14");
    table(
        "routines",
        "routine_schema routine_name routine_type remarks data_type",
        "ewig history FUNCTION - TABLE",
        "ewig twice FUNCTION doubles BIGINT",
        "ewig vacuum PROCEDURE - -");
    table(
        "parameters",
        "routine_schema routine_name parameter_name ordinal_position data_type jdbc_type",
        "ewig twice - 0 BIGINT -5",
        "ewig twice x 1 BIGINT -5",
        "ewig vacuum table 1 VARCHAR 12");
    table(
        "type_info",
        "type_name jdbc_type precision literal_prefix literal_suffix create_params case_sensitive"
            + " searchable is_auto_increment minimum_scale maximum_scale",
        "VARCHAR 12 0 ' ' length true 3 false - -",
        "INTEGER 4 10 - - - false 2 true 0 0");
  }

  private FakeSchema() {}

  /** A minus is null, an underscore within words in capitals a blank. */
  private static void table(String name, String columns, String... rows) {
    String[] names = columns.split(" ");
    List<Map<String, Object>> table = new ArrayList<>();
    for (String row : rows) {
      Map<String, Object> values = new LinkedHashMap<>();
      String[] words = row.split(" ");
      for (int i = 0; i < names.length; i++) {
        values.put(names[i], value(words[i]));
      }
      table.add(values);
    }
    TABLES.put(name, table);
  }

  private static Object value(String word) {
    if (word.equals("-")) {
      return null;
    }
    if (word.matches("-?\\d+")) {
      return Integer.valueOf(word);
    }
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    return word.matches("[A-Z_]+") ? word.replace('_', ' ') : word;
  }

  static Selection parse(String sql) {
    Matcher matcher = SELECT.matcher(sql);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(sql);
    }
    List<String> names = Arrays.stream(matcher.group(1).split(", ")).map(FakeSchema::bare).toList();
    List<Map<String, Object>> rows = rows(matcher.group(2), "a");
    if (matcher.group(3) != null) {
      rows = joined(rows, rows(matcher.group(3), "b"), matcher.group(4));
    }
    String where = matcher.group(5);
    return new Selection(names, rows, where == null ? List.of() : List.of(where.split(" AND ")));
  }

  private static String bare(String quoted) {
    return quoted.replace("\"", "");
  }

  private static List<Map<String, Object>> rows(String table, String alias) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> row : TABLES.get(table)) {
      Map<String, Object> known = new LinkedHashMap<>(row);
      row.forEach((name, value) -> known.put(alias + "." + name, value));
      rows.add(known);
    }
    return rows;
  }

  private static List<Map<String, Object>> joined(
      List<Map<String, Object>> left, List<Map<String, Object>> right, String on) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> a : left) {
      for (Map<String, Object> b : right) {
        Map<String, Object> both = new LinkedHashMap<>(a);
        both.putAll(b);
        boolean agree =
            Arrays.stream(on.split(" AND "))
                .map(condition -> bare(condition).split(" = "))
                .allMatch(sides -> both.get(sides[0]).equals(both.get(sides[1])));
        if (agree) {
          rows.add(both);
        }
      }
    }
    return rows;
  }

  /** A SELECT that was understood. */
  record Selection(List<String> names, List<Map<String, Object>> rows, List<String> conditions) {

    List<ColumnInfo> columns() {
      return names.stream().map(name -> ListRows.column(name, FakeTypes.named("VARCHAR"))).toList();
    }

    int parameters() {
      return (int) conditions.stream().filter(condition -> condition.contains("?")).count();
    }

    List<Object[]> run(Object[] parameters) {
      return rows.stream()
          .filter(row -> matches(row, parameters))
          .map(row -> names.stream().map(row::get).toArray())
          .toList();
    }

    private boolean matches(Map<String, Object> row, Object[] parameters) {
      int next = 0;
      for (String condition : conditions) {
        if (condition.equals("1 = 0")) {
          return false;
        }
        String[] words = bare(condition).split(" ");
        if (!row.containsKey(words[0])) {
          throw new IllegalArgumentException("no column " + words[0]);
        }
        Object value = row.get(words[0]);
        String parameter = (String) parameters[next++];
        boolean matches =
            words[1].equals("LIKE")
                ? value != null && value.toString().matches(regex(parameter))
                : parameter.equals(value);
        if (!matches) {
          return false;
        }
      }
      return true;
    }

    private static String regex(String like) {
      var regex = new StringBuilder();
      for (int i = 0; i < like.length(); i++) {
        char letter = like.charAt(i);
        if (letter == '\\') {
          regex.append(Pattern.quote(like.substring(++i, i + 1)));
        } else {
          regex.append(
              letter == '%' ? ".*" : letter == '_' ? "." : Pattern.quote(String.valueOf(letter)));
        }
      }
      return regex.toString();
    }
  }
}
