package io.ewig.calcite.expression.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Readings;
import io.ewig.engine.value.Type;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * REGEXP_REPLACE(text, pattern, replacement [, start [, n]] [, flags]): the first match, all with
 * flag g; from a character on; the n-th, all if n is 0.
 */
public final class Replacements {

  private static final SqlFunction REGEXP_REPLACE =
      Own.function("REGEXP_REPLACE", ReturnTypes.VARCHAR_NULLABLE, Occurrences.behind(3, "nnf"));

  private static final int ALL = 0;

  private Replacements() {}

  public static void addTo(Functions functions) {
    functions.add(REGEXP_REPLACE, Replacements::replace);
  }

  private static Expression replace(Call call) {
    boolean areFlags = Occurrences.areFlags(call, 3);
    int flagsAt = areFlags ? 3 : 5;
    Expression text = call.argument(0);
    Expression replacement = call.argument(2);
    Expression start = !areFlags && call.size() > 3 ? call.argument(3) : new Constant(1);
    boolean isCounted = call.size() > 4;
    Expression n = isCounted ? call.argument(4) : new Constant(1);
    Expression flags = call.size() > flagsAt ? call.argument(flagsAt) : Regulars.NO_FLAGS;
    Readings<Pattern> patterns = Regulars.patterns(call, flagsAt);
    return (row, execution) -> {
      Object value = text.value(row, execution);
      Object by = replacement.value(row, execution);
      Object with = flags.value(row, execution);
      Object from = start.value(row, execution);
      Object which = n.value(row, execution);
      Pattern pattern = patterns.of(row, execution);
      if (value == null || by == null || with == null || pattern == null) {
        return null;
      }
      if (from == null || which == null) {
        return null;
      }
      boolean isEach = !isCounted && ((String) with).indexOf('g') >= 0;
      int wanted = isEach ? ALL : number(which);
      String whole = (String) value;
      Matcher matcher = pattern.matcher(WatchedText.of(whole, execution));
      return replaced(matcher, whole, (String) by, number(from), wanted);
    };
  }

  private static int number(Object value) {
    return (int) Math.max(-1, Math.min(((Number) value).longValue(), Integer.MAX_VALUE));
  }

  /** In the replacement \1 to \9 stand for groups, \0 and \& for the match, \\ for itself. */
  private static String replaced(Matcher matcher, String text, String by, int start, int wanted) {
    StringBuilder result = new StringBuilder();
    int end = 0;
    int first = wanted == ALL ? 1 : wanted;
    for (boolean is = Occurrences.find(matcher, text, start, first); is; is = matcher.find()) {
      result.append(text, end, matcher.start());
      append(result, by, matcher);
      end = matcher.end();
      if (result.length() > Type.VALUE_BYTES_MAX) {
        throw Fault.limit("a text of more than " + Type.VALUE_BYTES_MAX + " bytes is too long");
      }
      if (wanted != ALL) {
        break;
      }
    }
    return result.append(text, end, text.length()).toString();
  }

  private static void append(StringBuilder result, String by, Matcher matcher) {
    for (int i = 0; i < by.length(); i++) {
      char c = by.charAt(i);
      if (c != '\\' || i + 1 == by.length()) {
        result.append(c);
        continue;
      }
      char next = by.charAt(++i);
      int group = next == '&' ? 0 : next >= '0' && next <= '9' ? next - '0' : -1;
      if (group < 0) {
        result.append(next);
      } else if (group <= matcher.groupCount()) {
        String part = matcher.group(group);
        result.append(part == null ? "" : part);
      }
    }
  }
}
