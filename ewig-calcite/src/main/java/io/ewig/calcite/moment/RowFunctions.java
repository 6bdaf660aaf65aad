package io.ewig.calcite.moment;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Functions that give a row for each element of something: UNNEST of functions that give arrays.
 *
 * @param arrays a function for each column
 * @param columns what these are called
 */
record RowFunctions(List<String> arrays, List<String> columns) {

  private static final Map<String, RowFunctions> ALL =
      Map.ofEntries(
          entry("json_array_elements", "json_elements"),
          entry("jsonb_array_elements", "json_elements"),
          entry("json_array_elements_text", "json_elements_text"),
          entry("jsonb_array_elements_text", "json_elements_text"),
          named("json_object_keys", "json_member_names"),
          named("jsonb_object_keys", "json_member_names"),
          pairs("json_each", "json_members"),
          pairs("jsonb_each", "json_members"),
          pairs("json_each_text", "json_members_text"),
          pairs("jsonb_each_text", "json_members_text"),
          named("string_to_table", "string_to_array"),
          named("regexp_matches", "regexp_matches_array"),
          named("regexp_split_to_table", "regexp_split_to_array"));

  private static Map.Entry<String, RowFunctions> entry(String name, String array) {
    return Map.entry(name, new RowFunctions(List.of(array), List.of("value")));
  }

  /** One whose column is called after itself, or after its alias. */
  private static Map.Entry<String, RowFunctions> named(String name, String array) {
    return Map.entry(name, new RowFunctions(List.of(array), List.of()));
  }

  private static Map.Entry<String, RowFunctions> pairs(String name, String values) {
    return Map.entry(
        name, new RowFunctions(List.of("json_member_names", values), List.of("key", "value")));
  }

  /** The function that a call is of, if it is one of these. */
  static @Nullable RowFunctions of(SqlNode call) {
    return call instanceof SqlBasicCall basic ? ALL.get(name(basic)) : null;
  }

  static String name(SqlCall call) {
    return call.getOperator().getName().toLowerCase(Locale.ROOT);
  }

  /** The same as an UNNEST. */
  SqlBasicCall unnest(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> lists = new ArrayList<>();
    for (String array : arrays) {
      List<SqlNode> operands = new ArrayList<>();
      call.getOperandList().forEach(operand -> operands.add(operand.clone(pos)));
      lists.add(SyntaxTrees.function(pos, new SqlIdentifier(array, pos), operands));
    }
    return (SqlBasicCall) SqlStdOperatorTable.UNNEST.createCall(pos, lists);
  }

  /** An alias and names for columns, where none are said. */
  SqlNode named(SqlNode rows, SqlIdentifier alias) {
    return SyntaxTrees.named(rows, alias, columns.isEmpty() ? List.of(alias.getSimple()) : columns);
  }
}
