package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.engine.value.Bytes;
import io.ewig.parser.expression.Signs;
import java.util.function.LongBinaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The bits of integers and binaries. */
public final class Bits {

  private Bits() {}

  public static void addTo(Functions functions) {
    add(functions, SqlStdOperatorTable.BITAND, (a, b) -> a & b);
    add(functions, SqlStdOperatorTable.BITOR, (a, b) -> a | b);
    add(functions, SqlStdOperatorTable.BITXOR, (a, b) -> a ^ b);
    add(functions, Signs.AND, (a, b) -> a & b);
    add(functions, Signs.CARET, (a, b) -> a ^ b);
    add(functions, Signs.OR, (a, b) -> a | b);
    add(functions, Signs.XOR, (a, b) -> a ^ b);
    add(functions, Signs.SHIFT_RIGHT, (a, b) -> a >> b);
    add(functions, Signs.SHIFT_LEFT, (a, b) -> a << b);
    functions.add(SqlStdOperatorTable.BITNOT, Bits::not);
    functions.add(Signs.NOT, Bits::not);
    functions.unary(SqlStdOperatorTable.BITCOUNT, Bits::count);
  }

  private static void add(Functions functions, SqlOperator operator, LongBinaryOperator bits) {
    functions.add(
        operator,
        call -> {
          RelDataType type = call.type();
          return Functions.strict(
              call.argument(0),
              call.argument(1),
              (Object a, Object b) ->
                  a instanceof Bytes left && b instanceof Bytes right
                      ? bytes(left, right, bits)
                      : Integers.of(
                          bits.applyAsLong(((Number) a).longValue(), ((Number) b).longValue()),
                          type));
        });
  }

  private static Bytes bytes(Bytes a, Bytes b, LongBinaryOperator bits) {
    if (a.length() != b.length()) {
      throw Fault.invalid(
          "binaries must be of one length, not " + a.length() + " and " + b.length() + " bytes");
    }
    byte[] result = new byte[a.length()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) bits.applyAsLong(a.get(i), b.get(i));
    }
    return Bytes.of(result);
  }

  private static Expression not(Call call) {
    RelDataType type = call.type();
    return Functions.strict(
        call.argument(0),
        (Object value) -> {
          if (value instanceof Bytes bytes) {
            byte[] result = bytes.toArray();
            for (int i = 0; i < result.length; i++) {
              result[i] = (byte) ~result[i];
            }
            return Bytes.of(result);
          }
          return Integers.of(~((Number) value).longValue(), type);
        });
  }

  private static Object count(Object value) {
    if (value instanceof Bytes bytes) {
      long count = 0;
      for (int i = 0; i < bytes.length(); i++) {
        count += Integer.bitCount(bytes.get(i) & 0xFF);
      }
      return count;
    }
    if (value instanceof Integer number) {
      return (long) Integer.bitCount(number);
    }
    return (long) Long.bitCount(((Number) value).longValue());
  }
}
