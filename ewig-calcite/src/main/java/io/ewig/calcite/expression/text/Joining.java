package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.expression.cast.Conversion;
import io.ewig.calcite.expression.cast.Texts;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.jspecify.annotations.Nullable;

/** ||, CONCAT and CONCAT_WS. */
public final class Joining {

  /** Values of any type, as texts; a null is no text. */
  public static final SqlFunction CONCAT =
      Own.function(
          "CONCAT", ReturnTypes.VARCHAR, OperandTypes.variadic(SqlOperandCountRanges.from(1)));

  public static final SqlFunction CONCAT_WS =
      Own.function(
          "CONCAT_WS",
          ReturnTypes.VARCHAR_NULLABLE,
          OperandTypes.variadic(SqlOperandCountRanges.from(2)));

  private Joining() {}

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.CONCAT, Joining::joined);
    functions.add(CONCAT, Joining::concat);
    functions.add(CONCAT_WS, Joining::concatWithSeparator);
  }

  /** Arrays get elements of one type; texts and binaries are what they are. */
  private static Expression joined(Call call) {
    boolean areArrays = call.type().getComponentType() != null;
    return Functions.strict(
        areArrays ? Casts.cast(call, 0, call.type()) : call.argument(0),
        areArrays ? Casts.cast(call, 1, call.type()) : call.argument(1),
        (Object a, Object b) -> join(a, b));
  }

  static Object join(Object a, Object b) {
    if (a instanceof String left && b instanceof String right) {
      CodePoints.requireLength((long) left.length() + right.length());
      return left.concat(right);
    }
    if (a instanceof Bytes left && b instanceof Bytes right) {
      CodePoints.requireLength((long) left.length() + right.length());
      byte[] joined = Arrays.copyOf(left.toArray(), left.length() + right.length());
      System.arraycopy(right.toArray(), 0, joined, left.length(), right.length());
      return Bytes.of(joined);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      if ((long) left.size() + right.size() > Type.ARRAY_ELEMENTS_MAX) {
        throw Fault.limit("an array has up to " + Type.ARRAY_ELEMENTS_MAX + " elements");
      }
      List<@Nullable Object> joined = new ArrayList<>(left);
      joined.addAll(right);
      return Collections.unmodifiableList(joined);
    }
    throw Fault.unsupported("|| joins texts, binaries or arrays, two of a kind");
  }

  private static Conversion[] texts(Call call) {
    return call.operands().stream()
        .map(operand -> text(operand.getType()))
        .toArray(Conversion[]::new);
  }

  private static Conversion text(RelDataType type) {
    return Texts.unbounded(type);
  }

  private static Expression concat(Call call) {
    Conversion[] texts = texts(call);
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      StringBuilder joined = new StringBuilder();
      for (int i = 0; i < arguments.length; i++) {
        Object value = arguments[i].value(row, execution);
        if (value != null) {
          append(joined, "", (String) texts[i].convert(value, execution));
        }
      }
      return joined.toString();
    };
  }

  private static Expression concatWithSeparator(Call call) {
    Conversion[] texts = texts(call);
    Expression[] arguments = call.arguments().toArray(Expression[]::new);
    return (row, execution) -> {
      Object separator = arguments[0].value(row, execution);
      if (separator == null) {
        return null;
      }
      String between = (String) texts[0].convert(separator, execution);
      StringBuilder joined = new StringBuilder();
      boolean isFirst = true;
      for (int i = 1; i < arguments.length; i++) {
        Object value = arguments[i].value(row, execution);
        if (value != null) {
          append(joined, isFirst ? "" : between, (String) texts[i].convert(value, execution));
          isFirst = false;
        }
      }
      return joined.toString();
    };
  }

  private static void append(StringBuilder joined, String separator, String text) {
    CodePoints.requireLength((long) joined.length() + separator.length() + text.length());
    joined.append(separator).append(text);
  }
}
