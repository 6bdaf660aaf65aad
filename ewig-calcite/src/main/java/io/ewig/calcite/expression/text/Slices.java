package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Parts of texts: SUBSTRING, LEFT, RIGHT, TRIM, OVERLAY, SPLIT_PART. */
public final class Slices {

  /** Beyond any text: places there are all the same. */
  private static final long BEYOND = 1L << 40;

  public static final SqlFunction SUBSTR =
      Own.function(
          "SUBSTR",
          ReturnTypes.ARG0_NULLABLE_VARYING,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.STRING, SqlTypeFamily.INTEGER),
              OperandTypes.family(
                  SqlTypeFamily.STRING, SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER)));

  public static final SqlFunction BTRIM = trimming("BTRIM");
  public static final SqlFunction LTRIM = trimming("LTRIM");
  public static final SqlFunction RTRIM = trimming("RTRIM");

  private Slices() {}

  private static SqlFunction trimming(String name) {
    return Own.function(
        name,
        ReturnTypes.ARG0_NULLABLE_VARYING,
        OperandTypes.or(
            OperandTypes.family(SqlTypeFamily.STRING),
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER),
            OperandTypes.family(SqlTypeFamily.BINARY, SqlTypeFamily.BINARY)));
  }

  public static void addTo(Functions functions) {
    Functions.Binary<Object, Number> rest =
        (value, start) -> slice(value, start.longValue(), Long.MAX_VALUE);
    Functions.Ternary<Object, Number, Number> part =
        (value, start, length) -> slice(value, start.longValue(), length.longValue());
    functions.binaryOrTernary(SqlStdOperatorTable.SUBSTRING, rest, part);
    functions.binaryOrTernary(SUBSTR, rest, part);
    functions.binary(
        SqlLibraryOperators.LEFT, (Object value, Number n) -> left(value, n.longValue()));
    functions.binary(
        SqlLibraryOperators.RIGHT, (Object value, Number n) -> right(value, n.longValue()));
    functions.add(SqlStdOperatorTable.TRIM, Slices::trim);
    functions.add(BTRIM, call -> trim(call, true, true));
    functions.add(LTRIM, call -> trim(call, true, false));
    functions.add(RTRIM, call -> trim(call, false, true));
    functions.add(SqlStdOperatorTable.OVERLAY, Slices::overlay);
    functions.ternary(
        SqlLibraryOperators.SPLIT_PART,
        (String text, String separator, Number n) -> splitPart(text, separator, n.longValue()));
  }

  private static int length(Object value) {
    return value instanceof Bytes bytes ? bytes.length() : CodePoints.length((String) value);
  }

  /** From the one place to the other, counted from 0. */
  private static Object between(Object value, long from, long to) {
    if (value instanceof Bytes bytes) {
      int length = bytes.length();
      int start = (int) Math.min(Math.max(from, 0), length);
      int end = (int) Math.min(Math.max(to, start), length);
      return Bytes.of(bytes.toArray(), start, end);
    }
    String text = (String) value;
    int start = CodePoints.offset(text, Math.max(from, 0));
    if (to >= text.length()) {
      return text.substring(start);
    }
    int end = start + CodePoints.offset(text.substring(start), to - Math.max(from, 0));
    return end <= start ? "" : text.substring(start, end);
  }

  /** The standard counts from 1, and takes places before the first as there but empty. */
  private static Object slice(Object value, long start, long length) {
    if (length < 0) {
      throw new UserException(
          ErrorCode.INVALID_SUBSTRING, "the length of a substring is negative: " + length);
    }
    long from = start <= -BEYOND ? -BEYOND : start - 1;
    long to = length > BEYOND ? BEYOND : from + length;
    return between(value, from, Math.max(to, 0));
  }

  private static Object left(Object value, long count) {
    return between(value, 0, count >= 0 ? count : Math.max(length(value) + count, 0));
  }

  private static Object right(Object value, long count) {
    int length = length(value);
    return between(value, count >= 0 ? Math.max(length - count, 0) : -count, length);
  }

  private static Expression trim(Call call) {
    SqlTrimFunction.Flag flag = call.symbol(0, SqlTrimFunction.Flag.class);
    boolean atStart = flag != SqlTrimFunction.Flag.TRAILING;
    boolean atEnd = flag != SqlTrimFunction.Flag.LEADING;
    return Functions.strict(
        call.argument(1),
        call.argument(2),
        (Object chars, Object value) -> trimmed(value, chars, atStart, atEnd));
  }

  private static Expression trim(Call call, boolean atStart, boolean atEnd) {
    return call.size() == 1
        ? Functions.strict(call.argument(0), (Object value) -> trimmed(value, " ", atStart, atEnd))
        : Functions.strict(
            call.argument(0),
            call.argument(1),
            (Object value, Object chars) -> trimmed(value, chars, atStart, atEnd));
  }

  private static Object trimmed(Object value, Object chars, boolean atStart, boolean atEnd) {
    if (value instanceof Bytes bytes) {
      Bytes set = chars instanceof Bytes given ? given : Bytes.of((byte) 0);
      return trimmed(bytes, set, atStart, atEnd);
    }
    String text = (String) value;
    String set = (String) chars;
    int from = 0;
    int to = text.length();
    while (atStart && from < to && set.indexOf(text.codePointAt(from)) >= 0) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (atEnd && to > from && set.indexOf(text.codePointBefore(to)) >= 0) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static Bytes trimmed(Bytes bytes, Bytes set, boolean atStart, boolean atEnd) {
    int from = 0;
    int to = bytes.length();
    while (atStart && from < to && contains(set, bytes.get(from))) {
      from++;
    }
    while (atEnd && to > from && contains(set, bytes.get(to - 1))) {
      to--;
    }
    return Bytes.of(bytes.toArray(), from, to);
  }

  private static boolean contains(Bytes set, byte wanted) {
    for (int i = 0; i < set.length(); i++) {
      if (set.get(i) == wanted) {
        return true;
      }
    }
    return false;
  }

  private static Expression overlay(Call call) {
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      Object[] values = Functions.values(arguments, row, execution);
      for (Object value : values) {
        if (value == null) {
          return null;
        }
      }
      long start = ((Number) values[2]).longValue();
      long length = values.length > 3 ? ((Number) values[3]).longValue() : length(values[1]);
      return overlay(values[0], values[1], start, length);
    };
  }

  private static Object overlay(Object value, Object by, long start, long length) {
    Object head = slice(value, 1, Math.max(start - 1, 0));
    Object tail = slice(value, Math.max(start + Math.max(length, 0), 1), Long.MAX_VALUE);
    return Joining.join(Joining.join(head, by), tail);
  }

  /** The nth field, from the end if n is negative; empty if there is none. */
  private static String splitPart(String text, String separator, long n) {
    if (n == 0) {
      throw new UserException(ErrorCode.INVALID_ARGUMENT, "SPLIT_PART counts fields from 1, not 0");
    }
    if (separator.isEmpty()) {
      return n == 1 || n == -1 ? text : "";
    }
    return n > 0 ? fromStart(text, separator, n) : fromEnd(text, separator, -n);
  }

  private static String fromStart(String text, String separator, long n) {
    int from = 0;
    for (long i = 1; i < n; i++) {
      int next = text.indexOf(separator, from);
      if (next < 0) {
        return "";
      }
      from = next + separator.length();
    }
    int end = text.indexOf(separator, from);
    return end < 0 ? text.substring(from) : text.substring(from, end);
  }

  private static String fromEnd(String text, String separator, long n) {
    int to = text.length();
    for (long i = 1; i < n; i++) {
      int before = text.lastIndexOf(separator, to - separator.length());
      if (before < 0) {
        return "";
      }
      to = before;
    }
    int start = text.lastIndexOf(separator, to - separator.length());
    return start < 0 ? text.substring(0, to) : text.substring(start + separator.length(), to);
  }
}
