package io.ewig.calcite.expression.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Readings;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * REGEXP_SUBSTR, _INSTR and _COUNT: what matches at or behind a place, and the how manieth of them.
 *
 * <p>As in PostgreSQL: {@code (text, pattern, start, n, .., flags, group)}; the third argument may
 * also be the flags. Places are counted in characters, from 1.
 */
public final class Occurrences {

  /** The n-th match or a group of it, or null. */
  public static final SqlFunction REGEXP_SUBSTR =
      function("REGEXP_SUBSTR", ReturnTypes.VARCHAR_FORCE_NULLABLE, "nnfn");

  /** Where the n-th match starts or, with 1 as fifth argument, where it has ended; or 0. */
  private static final SqlFunction REGEXP_INSTR =
      function("REGEXP_INSTR", ReturnTypes.INTEGER_NULLABLE, "nnnfn");

  private static final SqlFunction REGEXP_COUNT =
      function("REGEXP_COUNT", ReturnTypes.INTEGER_NULLABLE, "nf");

  private Occurrences() {}

  /**
   * @param more what may follow the text and the pattern, n: a number, f: flags
   */
  private static SqlFunction function(String name, SqlReturnTypeInference result, String more) {
    return Own.function(name, result, behind(2, more));
  }

  /** Some texts, then as many of the arguments as there are, or flags alone. */
  static SqlOperandTypeChecker behind(int texts, String more) {
    List<SqlTypeFamily> families = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      families.add(SqlTypeFamily.CHARACTER);
    }
    SqlOperandTypeChecker checker = family(families);
    for (int i = 0; i < more.length(); i++) {
      families.add(more.charAt(i) == 'n' ? SqlTypeFamily.INTEGER : SqlTypeFamily.CHARACTER);
      checker = checker.or(family(families));
    }
    List<SqlTypeFamily> withFlags = new ArrayList<>(families.subList(0, texts));
    withFlags.add(SqlTypeFamily.CHARACTER);
    return checker.or(family(withFlags));
  }

  private static SqlOperandTypeChecker family(List<SqlTypeFamily> families) {
    return OperandTypes.family(List.copyOf(families));
  }

  public static void addTo(Functions functions) {
    functions.add(REGEXP_SUBSTR, Occurrences::substring);
    functions.add(REGEXP_INSTR, Occurrences::position);
    functions.add(REGEXP_COUNT, Occurrences::count);
  }

  /** Whether the third argument is the flags already. */
  static boolean areFlags(Call call, int place) {
    return call.size() == place + 1 && SqlTypeUtil.inCharFamily(call.typeOf(place));
  }

  /** What a function makes of a matcher that has found nothing yet. */
  @FunctionalInterface
  private interface Use {
    @Nullable Object of(Matcher matcher, String text, int[] numbers);
  }

  /**
   * @param usual what the numbers are that are not given; the first is the start
   * @param flags where the flags stand; the numbers around them are counted without
   */
  private static Expression searching(Call call, int[] usual, int flags, Use use) {
    boolean areFlags = areFlags(call, 2);
    Readings<Pattern> patterns = Regulars.patterns(call, areFlags ? 2 : flags);
    Expression text = call.argument(0);
    Expression[] numbers = new Expression[usual.length];
    for (int i = 0; i < numbers.length; i++) {
      int place = i + 2 < flags ? i + 2 : i + 3;
      numbers[i] = !areFlags && place < call.size() ? call.argument(place) : new Constant(usual[i]);
    }
    return (row, execution) -> {
      Object value = text.value(row, execution);
      Pattern pattern = patterns.of(row, execution);
      int[] given = numbers(numbers, row, execution);
      return value == null || pattern == null || given == null
          ? null
          : use.of(
              pattern.matcher(WatchedText.of((String) value, execution)), (String) value, given);
    };
  }

  private static int @Nullable [] numbers(
      Expression[] numbers, @Nullable Object[] row, Execution execution) {
    int[] values = new int[numbers.length];
    for (int i = 0; i < values.length; i++) {
      Object value = numbers[i].value(row, execution);
      if (value == null) {
        return null;
      }
      values[i] = (int) Math.max(-1, Math.min(((Number) value).longValue(), Integer.MAX_VALUE));
    }
    return values;
  }

  /** Goes to the n-th match at or behind the start; false if there is none. */
  static boolean find(Matcher matcher, String text, int start, int n) {
    if (start < 1 || n < 1) {
      throw Fault.invalid("matches are looked for from character 1 on, and counted from 1");
    }
    if (start - 1 > text.codePointCount(0, text.length())) {
      return false;
    }
    boolean isFound = matcher.find(text.offsetByCodePoints(0, start - 1));
    for (int i = 1; isFound && i < n; i++) {
      isFound = matcher.find();
    }
    return isFound;
  }

  private static Expression substring(Call call) {
    return searching(
        call,
        new int[] {1, 1, 0},
        4,
        (matcher, text, given) -> {
          int group = group(given[2]);
          return find(matcher, text, given[0], given[1]) && group <= matcher.groupCount()
              ? matcher.group(group)
              : null;
        });
  }

  private static Expression position(Call call) {
    return searching(
        call,
        new int[] {1, 1, 0, 0},
        5,
        (matcher, text, given) -> {
          int group = group(given[3]);
          if (given[2] < 0 || given[2] > 1) {
            throw Fault.invalid("REGEXP_INSTR tells the start (0) or the end (1) of a match");
          }
          boolean isFound =
              find(matcher, text, given[0], given[1])
                  && group <= matcher.groupCount()
                  && matcher.start(group) >= 0;
          int place = !isFound ? -1 : given[2] == 0 ? matcher.start(group) : matcher.end(group);
          return place < 0 ? 0 : text.codePointCount(0, place) + 1;
        });
  }

  private static int group(int number) {
    if (number < 0) {
      throw Fault.invalid("groups are counted from 1; 0 is the whole match");
    }
    return number;
  }

  private static Expression count(Call call) {
    return searching(
        call,
        new int[] {1},
        3,
        (matcher, text, given) -> {
          int count = 0;
          for (boolean is = find(matcher, text, given[0], 1); is; is = matcher.find()) {
            count++;
          }
          return count;
        });
  }
}
