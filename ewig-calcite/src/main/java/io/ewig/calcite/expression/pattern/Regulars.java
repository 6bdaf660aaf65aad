package io.ewig.calcite.expression.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Readings;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/**
 * SIMILAR TO, ~ and ~*, and the functions that ask for matches, their groups, and what is between.
 */
public final class Regulars {

  /** REGEXP_LIKE(text, pattern [, flags]). */
  public static final SqlFunction REGEXP_LIKE =
      function("REGEXP_LIKE", ReturnTypes.BOOLEAN_NULLABLE);

  /** The groups of the first match, or all of it if the pattern has none; null if there is none. */
  public static final SqlFunction REGEXP_MATCH = array("REGEXP_MATCH");

  /** The same of all matches with flag g, else of the first; one array for each. */
  public static final SqlFunction REGEXP_MATCHES_ARRAY =
      function(
          "REGEXP_MATCHES_ARRAY",
          ReturnTypes.VARCHAR
              .andThen(SqlTypeTransforms.FORCE_NULLABLE)
              .andThen(SqlTypeTransforms.TO_ARRAY)
              .andThen(SqlTypeTransforms.TO_ARRAY)
              .andThen(SqlTypeTransforms.FORCE_NULLABLE));

  /** What stands between the matches. */
  public static final SqlFunction REGEXP_SPLIT_TO_ARRAY = array("REGEXP_SPLIT_TO_ARRAY");

  /** The first group of the first match, or all of that if the pattern has no group. */
  public static final SqlFunction MATCHED =
      function("$SUBSTRING", ReturnTypes.VARCHAR_FORCE_NULLABLE);

  static final Expression NO_FLAGS = new Constant("");

  private Regulars() {}

  private static SqlFunction array(String name) {
    return function(
        name,
        ReturnTypes.VARCHAR
            .andThen(SqlTypeTransforms.TO_ARRAY)
            .andThen(SqlTypeTransforms.FORCE_NULLABLE));
  }

  private static SqlFunction function(
      String name, org.apache.calcite.sql.type.SqlReturnTypeInference result) {
    return Own.function(
        name,
        result,
        OperandTypes.or(
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
            OperandTypes.family(
                SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)));
  }

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.SIMILAR_TO, call -> similar(call, false));
    functions.add(SqlStdOperatorTable.NOT_SIMILAR_TO, call -> similar(call, true));
    addPosix(functions, SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE, "", false);
    addPosix(functions, SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE, "i", false);
    addPosix(functions, SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE, "", true);
    addPosix(functions, SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE, "i", true);
    functions.add(REGEXP_LIKE, call -> new Found(call.argument(0), patterns(call, 2), false));
    functions.add(MATCHED, Regulars::matched);
    functions.add(REGEXP_MATCH, call -> matching(call, (matcher, text) -> groups(matcher)));
    functions.add(REGEXP_MATCHES_ARRAY, Regulars::allGroups);
    functions.add(REGEXP_SPLIT_TO_ARRAY, call -> matching(call, Regulars::parts));
  }

  private static void addPosix(
      Functions functions, SqlOperator operator, String flags, boolean isNegated) {
    functions.add(
        operator,
        call ->
            new Found(
                call.argument(0),
                new Readings<>(call.argument(1), new Constant(flags), RegularExpression::parse),
                isNegated));
  }

  private static Condition similar(Call call, boolean isNegated) {
    Expression escape = call.size() > 2 ? call.argument(2) : NO_FLAGS;
    return new Found(
        call.argument(0),
        new Readings<>(call.argument(1), escape, SimilarPattern::parse),
        isNegated);
  }

  static Readings<Pattern> patterns(Call call, int flags) {
    Expression given = call.size() > flags ? call.argument(flags) : NO_FLAGS;
    return new Readings<>(call.argument(1), given, RegularExpression::parse);
  }

  private record Found(Expression text, Readings<Pattern> patterns, boolean isNegated)
      implements Condition {
    @Override
    public int truth(@Nullable Object[] row, Execution execution) {
      Object value = text.value(row, execution);
      Pattern pattern = patterns.of(row, execution);
      return value == null || pattern == null
          ? UNKNOWN
          : Condition.of(
              pattern.matcher(WatchedText.of((String) value, execution)).find() != isNegated);
    }
  }

  /** What a function makes of a matcher of the text. */
  @FunctionalInterface
  private interface Use {
    @Nullable Object of(Matcher matcher, String text);
  }

  private static Expression matching(Call call, Use use) {
    Expression text = call.argument(0);
    Readings<Pattern> patterns = patterns(call, 2);
    return (row, execution) -> {
      Object value = text.value(row, execution);
      Pattern pattern = patterns.of(row, execution);
      return value == null || pattern == null
          ? null
          : use.of(pattern.matcher(WatchedText.of((String) value, execution)), (String) value);
    };
  }

  private static Expression matched(Call call) {
    return matching(
        call,
        (matcher, text) ->
            matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null);
  }

  private static @Nullable Object groups(Matcher matcher) {
    return matcher.find() ? groupsHere(matcher) : null;
  }

  private static Expression allGroups(Call call) {
    Expression flags = call.size() > 2 ? call.argument(2) : NO_FLAGS;
    Readings<Pattern> patterns = patterns(call, 2);
    return (row, execution) -> {
      Object value = call.argument(0).value(row, execution);
      Object with = flags.value(row, execution);
      Pattern pattern = patterns.of(row, execution);
      return value == null || with == null || pattern == null
          ? null
          : allGroups(
              pattern.matcher(WatchedText.of((String) value, execution)),
              ((String) with).indexOf('g') >= 0);
    };
  }

  private static List<@Nullable Object> allGroups(Matcher matcher, boolean areAll) {
    List<@Nullable Object> found = new ArrayList<>();
    while ((areAll || found.isEmpty()) && matcher.find()) {
      found.add(groupsHere(matcher));
      requireRoom(found);
    }
    return Collections.unmodifiableList(found);
  }

  private static void requireRoom(List<?> elements) {
    if (elements.size() >= Type.ARRAY_ELEMENTS_MAX) {
      throw Fault.limit("an array has up to " + Type.ARRAY_ELEMENTS_MAX + " elements");
    }
  }

  private static List<@Nullable Object> groupsHere(Matcher matcher) {
    List<@Nullable Object> groups = new ArrayList<>();
    for (int i = Math.min(1, matcher.groupCount()); i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return Collections.unmodifiableList(groups);
  }

  /** A match of nothing parts two characters. */
  private static Object parts(Matcher matcher, String text) {
    List<@Nullable Object> parts = new ArrayList<>();
    int start = 0;
    while (matcher.find()) {
      boolean isEmpty = matcher.end() == matcher.start();
      if (!isEmpty || (matcher.start() > start && matcher.start() < text.length())) {
        parts.add(text.substring(start, matcher.start()));
        start = matcher.end();
      }
      requireRoom(parts);
    }
    parts.add(text.substring(start));
    return Collections.unmodifiableList(parts);
  }
}
