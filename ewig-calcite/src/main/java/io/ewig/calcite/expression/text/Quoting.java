package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Conversion;
import io.ewig.calcite.expression.cast.Texts;
import io.ewig.parser.SqlText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/** FORMAT, and texts as SQL writes them: QUOTE_LITERAL, QUOTE_NULLABLE, QUOTE_IDENT. */
public final class Quoting {

  public static final SqlFunction FORMAT =
      Own.function(
          "FORMAT",
          ReturnTypes.VARCHAR_FORCE_NULLABLE,
          OperandTypes.variadic(SqlOperandCountRanges.from(1)));

  public static final SqlFunction QUOTE_LITERAL = quoting("QUOTE_LITERAL");
  public static final SqlFunction QUOTE_NULLABLE = quoting("QUOTE_NULLABLE");
  public static final SqlFunction QUOTE_IDENT =
      Own.function(
          "QUOTE_IDENT",
          ReturnTypes.VARCHAR_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER));

  private static final Pattern PLACE = Pattern.compile("%(?:(\\d{1,4})\\$)?(-?)(\\d{0,4})([sIL%])");
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private Quoting() {}

  private static SqlFunction quoting(String name) {
    return Own.function(name, ReturnTypes.VARCHAR_FORCE_NULLABLE, OperandTypes.ANY);
  }

  public static void addTo(Functions functions) {
    functions.unary(QUOTE_IDENT, (String name) -> name(name));
    functions.add(QUOTE_LITERAL, call -> quoted(call, null));
    functions.add(QUOTE_NULLABLE, call -> quoted(call, "NULL"));
    functions.add(FORMAT, Quoting::format);
  }

  private static Expression quoted(Call call, @Nullable String ofNull) {
    Conversion text = Texts.unbounded(call.typeOf(0));
    Expression argument = call.argument(0);
    return (row, execution) -> {
      Object value = argument.value(row, execution);
      return value == null ? ofNull : literal((String) text.convert(value, execution));
    };
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String name(String name) {
    boolean isPlain = PLAIN_NAME.matcher(name).matches() && !SqlText.reservedWords().contains(name);
    return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static Expression format(Call call) {
    Conversion[] texts =
        call.operands().stream()
            .map(operand -> Texts.unbounded(operand.getType()))
            .toArray(Conversion[]::new);
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      @Nullable String[] values = new @Nullable String[arguments.length];
      for (int i = 0; i < values.length; i++) {
        Object value = arguments[i].value(row, execution);
        values[i] = value == null ? null : (String) texts[i].convert(value, execution);
      }
      return values[0] == null ? null : filled(values[0], values);
    };
  }

  /** {@code %s} is a value, {@code %I} a name, {@code %L} a literal, {@code %2$s} the second. */
  private static String filled(String pattern, @Nullable String[] values) {
    Matcher place = PLACE.matcher(pattern);
    StringBuilder filled = new StringBuilder();
    int end = 0;
    int next = 1;
    while (place.find()) {
      filled.append(plain(pattern, end, place.start()));
      end = place.end();
      if (place.group(4).equals("%")) {
        filled.append('%');
        continue;
      }
      int number = place.group(1) == null ? next : Integer.parseInt(place.group(1));
      next = number + 1;
      if (number < 1 || number >= values.length) {
        throw Fault.invalid("FORMAT has no value for " + Fault.shown(place.group()));
      }
      String part = part(place.group(4), values[number]);
      int width = place.group(3).isEmpty() ? 0 : Integer.parseInt(place.group(3));
      String blanks = " ".repeat(Math.max(0, width - CodePoints.length(part)));
      filled.append(place.group(2).isEmpty() ? blanks + part : part + blanks);
      CodePoints.requireLength(filled.length());
    }
    return filled.append(plain(pattern, end, pattern.length())).toString();
  }

  private static String plain(String pattern, int from, int to) {
    String text = pattern.substring(from, to);
    if (text.indexOf('%') >= 0) {
      throw Fault.invalid("FORMAT knows %s, %I, %L and %%, not what is in " + Fault.shown(text));
    }
    return text;
  }

  private static String part(String kind, @Nullable String value) {
    if (kind.equals("L")) {
      return value == null ? "NULL" : literal(value);
    } else if (kind.equals("s")) {
      return value == null ? "" : value;
    } else if (value == null) {
      throw Fault.invalid("FORMAT takes no null as a name");
    }
    return name(value);
  }
}
