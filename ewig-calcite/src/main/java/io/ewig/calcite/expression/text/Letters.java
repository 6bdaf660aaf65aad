package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Letters and their number: UPPER, CHAR_LENGTH, REVERSE, TRANSLATE, LPAD, REPEAT, ... */
public final class Letters {

  /** The bytes of a text are those of its UTF-8. */
  public static final SqlFunction OCTET_LENGTH =
      Own.function(
          "OCTET_LENGTH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.family(SqlTypeFamily.STRING));

  public static final SqlFunction BIT_LENGTH =
      Own.function(
          "BIT_LENGTH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.family(SqlTypeFamily.STRING));

  public static final SqlFunction LENGTH =
      Own.function(
          "LENGTH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.family(SqlTypeFamily.STRING));

  public static final SqlFunction CHR =
      Own.function("CHR", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.family(SqlTypeFamily.INTEGER));

  public static final SqlFunction REPEAT =
      Own.function(
          "REPEAT",
          ReturnTypes.VARCHAR_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER));

  public static final SqlFunction LPAD = padding("LPAD");
  public static final SqlFunction RPAD = padding("RPAD");

  private Letters() {}

  private static SqlFunction padding(String name) {
    return Own.function(
        name,
        ReturnTypes.VARCHAR_NULLABLE,
        OperandTypes.or(
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER),
            OperandTypes.family(
                SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.CHARACTER)));
  }

  public static void addTo(Functions functions) {
    functions.unary(SqlStdOperatorTable.CHAR_LENGTH, (String text) -> CodePoints.length(text));
    functions.unary(SqlStdOperatorTable.CHARACTER_LENGTH, (String text) -> CodePoints.length(text));
    functions.unary(LENGTH, Letters::length);
    functions.unary(OCTET_LENGTH, Letters::octets);
    functions.unary(BIT_LENGTH, value -> Byte.SIZE * octets(value));
    functions.unary(SqlStdOperatorTable.UPPER, (String text) -> uppercase(text));
    functions.unary(SqlStdOperatorTable.LOWER, (String text) -> lowercase(text));
    functions.unary(SqlStdOperatorTable.INITCAP, (String text) -> capitals(text));
    functions.unary(
        SqlStdOperatorTable.ASCII, (String text) -> text.isEmpty() ? 0 : text.codePointAt(0));
    functions.unary(CHR, (Number code) -> character(code.longValue()));
    functions.unary(
        SqlLibraryOperators.REVERSE, (String text) -> new StringBuilder(text).reverse().toString());
    functions.binary(REPEAT, (String text, Number count) -> repeat(text, count.longValue()));
    functions.unary(SqlLibraryOperators.SPACE, (Number count) -> repeat(" ", count.longValue()));
    functions.add(LPAD, call -> pad(call, true));
    functions.add(RPAD, call -> pad(call, false));
    functions.ternary(
        SqlLibraryOperators.TRANSLATE3,
        (String text, String from, String to) -> translate(text, from, to));
  }

  private static Object length(Object value) {
    return value instanceof Bytes bytes ? bytes.length() : CodePoints.length((String) value);
  }

  private static int octets(Object value) {
    return value instanceof Bytes bytes
        ? bytes.length()
        : ((String) value).getBytes(StandardCharsets.UTF_8).length;
  }

  /** Each character by itself, as in PostgreSQL: a text stays as long as it is, and so does ß. */
  private static String uppercase(String text) {
    int[] points = text.codePoints().map(Character::toUpperCase).toArray();
    return new String(points, 0, points.length);
  }

  private static String lowercase(String text) {
    int[] points = text.codePoints().map(Character::toLowerCase).toArray();
    return new String(points, 0, points.length);
  }

  private static String capitals(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean isInside = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      result.appendCodePoint(
          isInside ? Character.toLowerCase(point) : Character.toUpperCase(point));
      isInside = Character.isLetterOrDigit(point);
      i += Character.charCount(point);
    }
    return result.toString();
  }

  private static String character(long code) {
    if (code <= 0 || code > Character.MAX_CODE_POINT || isSurrogate(code)) {
      throw Fault.outOfRange(code, "characters");
    }
    return Character.toString((int) code);
  }

  private static boolean isSurrogate(long code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  private static String repeat(String text, long count) {
    if (count <= 0 || text.isEmpty()) {
      return "";
    }
    CodePoints.requireLength(count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * text.length());
    return text.repeat((int) count);
  }

  private static Expression pad(Call call, boolean atStart) {
    return call.size() == 2
        ? Functions.strict(
            call.argument(0),
            call.argument(1),
            (String text, Number length) -> pad(text, length.longValue(), " ", atStart))
        : Functions.strict(
            call.argument(0),
            call.argument(1),
            call.argument(2),
            (String text, Number length, String by) -> pad(text, length.longValue(), by, atStart));
  }

  private static String pad(String text, long length, String by, boolean atStart) {
    if (length <= 0) {
      return "";
    }
    int present = CodePoints.length(text);
    if (present >= length) {
      return text.substring(0, CodePoints.offset(text, length));
    }
    if (by.isEmpty()) {
      return text;
    }
    CodePoints.requireLength(length);
    int missing = (int) length - present;
    int size = CodePoints.length(by);
    String padding =
        by.repeat(missing / size) + by.substring(0, CodePoints.offset(by, missing % size));
    return atStart ? padding + text : text + padding;
  }

  /** Each character of the second text becomes the one at its place in the third, or nothing. */
  private static String translate(String text, String from, String to) {
    int[] sources = from.codePoints().toArray();
    int[] targets = to.codePoints().toArray();
    Map<Integer, Integer> table = new HashMap<>();
    for (int i = 0; i < sources.length; i++) {
      table.putIfAbsent(sources[i], i < targets.length ? targets[i] : -1);
    }
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> table.getOrDefault(point, point))
        .filter(point -> point >= 0)
        .forEach(result::appendCodePoint);
    return result.toString();
  }
}
