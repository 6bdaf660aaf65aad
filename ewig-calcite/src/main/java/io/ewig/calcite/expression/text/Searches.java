package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.value.Bytes;
import io.ewig.parser.expression.Signs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/** A text within another: POSITION, REPLACE, STARTS_WITH, and splitting at it. */
public final class Searches {

  private static final SqlFunction STRPOS = places("STRPOS", 2);

  /** With the place to begin at, and which one it should be. */
  private static final SqlFunction INSTR = places("INSTR", 4);

  private static final SqlFunction REPLACE =
      Own.function(
          "REPLACE",
          ReturnTypes.VARCHAR_NULLABLE,
          OperandTypes.family(Collections.nCopies(3, SqlTypeFamily.CHARACTER)));

  private static final SqlFunction STRING_TO_ARRAY =
      Own.function(
          "STRING_TO_ARRAY",
          ReturnTypes.VARCHAR
              .andThen(SqlTypeTransforms.FORCE_NULLABLE)
              .andThen(SqlTypeTransforms.TO_ARRAY)
              .andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.or(
              OperandTypes.CHARACTER_CHARACTER,
              OperandTypes.family(Collections.nCopies(3, SqlTypeFamily.CHARACTER))));

  private static final SqlFunction LEVENSHTEIN =
      Own.function("LEVENSHTEIN", ReturnTypes.INTEGER_NULLABLE, OperandTypes.CHARACTER_CHARACTER);

  private Searches() {}

  private static SqlFunction places(String name, int argumentsMax) {
    List<SqlTypeFamily> families =
        List.of(
            SqlTypeFamily.STRING,
            SqlTypeFamily.STRING,
            SqlTypeFamily.INTEGER,
            SqlTypeFamily.INTEGER);
    SqlOperandTypeChecker checker = OperandTypes.family(families.subList(0, 2));
    for (int count = 3; count <= argumentsMax; count++) {
      checker = checker.or(OperandTypes.family(families.subList(0, count)));
    }
    return Own.function(name, ReturnTypes.INTEGER_NULLABLE, checker);
  }

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.POSITION, call -> position(call, 0, 1));
    functions.add(STRPOS, call -> position(call, 1, 0));
    functions.add(INSTR, call -> position(call, 1, 0));
    functions.ternary(REPLACE, (String text, String old, String by) -> replace(text, old, by));
    functions.binary(
        SqlLibraryOperators.STARTS_WITH, (Object text, Object head) -> startsWith(text, head));
    functions.binary(Signs.BEGINS, (Object text, Object head) -> startsWith(text, head));
    functions.binary(
        SqlLibraryOperators.ENDS_WITH, (Object text, Object tail) -> endsWith(text, tail));
    functions.add(STRING_TO_ARRAY, Searches::split);
    functions.add(SqlLibraryOperators.ARRAY_TO_STRING, Searches::joined);
    functions.binary(LEVENSHTEIN, Distance::of);
  }

  private static Expression position(Call call, int wanted, int text) {
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      @Nullable Object[] values = Functions.values(arguments, row, execution);
      for (Object value : values) {
        if (value == null) {
          return null;
        }
      }
      long from = values.length > 2 ? number(values[2]) : 1;
      long occurrence = values.length > 3 ? number(values[3]) : 1;
      return position(latin(values[wanted]), latin(values[text]), from, occurrence);
    };
  }

  private static long number(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).longValue();
  }

  /** Bytes as characters up to U+00FF, so that one search does for both. */
  private static String latin(@Nullable Object value) {
    return value instanceof Bytes bytes
        ? new String(bytes.toArray(), StandardCharsets.ISO_8859_1)
        : String.valueOf(value);
  }

  /** Counted from 1; 0 if it is not there. */
  private static int position(String wanted, String text, long from, long occurrence) {
    if (from < 1 || occurrence < 1) {
      throw Fault.invalid(
          "places and occurrences are counted from 1, not " + Math.min(from, occurrence));
    }
    int at = text.indexOf(wanted, CodePoints.offset(text, from - 1));
    for (long i = 1; i < occurrence && at >= 0; i++) {
      // An empty text is found at the end again and again.
      at = at < text.length() ? text.indexOf(wanted, at + 1) : -1;
    }
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  private static String replace(String text, String old, String by) {
    if (old.isEmpty()) {
      return text;
    }
    if (by.length() > old.length()) {
      long count = 0;
      for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
        count++;
      }
      CodePoints.requireLength(text.length() + count * (by.length() - old.length()));
    }
    return text.replace(old, by);
  }

  private static boolean startsWith(Object text, Object head) {
    return latin(text).startsWith(latin(head));
  }

  private static boolean endsWith(Object text, Object tail) {
    return latin(text).endsWith(latin(tail));
  }

  /** STRING_TO_ARRAY(text, separator [, what stands for null]). */
  private static Expression split(Call call) {
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      @Nullable Object[] values = Functions.values(arguments, row, execution);
      if (values[0] == null) {
        return null;
      }
      String text = (String) values[0];
      Object none = values.length > 2 ? values[2] : null;
      List<@Nullable Object> parts = new ArrayList<>();
      for (String part : parts(text, (String) values[1])) {
        parts.add(part.equals(none) ? null : part);
      }
      return Collections.unmodifiableList(parts);
    };
  }

  private static List<String> parts(String text, @Nullable String separator) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (separator == null) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
    if (separator.isEmpty()) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** ARRAY_TO_STRING(array, separator [, what stands for null]). */
  private static Expression joined(Call call) {
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      @Nullable Object[] values = Functions.values(arguments, row, execution);
      if (values[0] == null || values[1] == null) {
        return null;
      }
      Object none = values.length > 2 ? values[2] : null;
      StringBuilder text = new StringBuilder();
      boolean isFirst = true;
      for (Object each : (List<?>) values[0]) {
        Object part = each == null ? none : each;
        if (part != null) {
          text.append(isFirst ? "" : values[1]).append(part);
          CodePoints.requireLength(text.length());
          isFirst = false;
        }
      }
      return text.toString();
    };
  }
}
