package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/** BIT_AND, BIT_OR and BIT_XOR, of integers or of binaries of one length. */
public enum Bits {
  AND,
  OR,
  XOR;

  private long combine(long a, long b) {
    return switch (this) {
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
    };
  }

  private Object combine(Object a, Object b) {
    if (a instanceof Bytes x && b instanceof Bytes y) {
      return combine(x, y);
    }
    long bits = combine(((Number) a).longValue(), ((Number) b).longValue());
    if (a instanceof Integer) {
      return (int) bits;
    }
    if (a instanceof Short) {
      return (short) bits;
    }
    return a instanceof Byte ? (Object) (byte) bits : (Object) bits;
  }

  private Bytes combine(Bytes a, Bytes b) {
    if (a.length() != b.length()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "BIT_"
              + this
              + " takes binaries of one length, not "
              + a.length()
              + " and "
              + b.length());
    }
    byte[] result = new byte[a.length()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) combine(a.get(i), b.get(i));
    }
    return Bytes.of(result);
  }

  Accumulator start(int argument) {
    return new Combined(this, argument);
  }

  private static final class Combined implements Accumulator {

    private final Bits operation;
    private final int argument;
    private @Nullable Object bits;

    Combined(Bits operation, int argument) {
      this.operation = operation;
      this.argument = argument;
    }

    @Override
    public void add(@Nullable Object[] row) {
      Object value = row[argument];
      if (value != null) {
        bits = bits == null ? value : operation.combine(bits, value);
      }
    }

    @Override
    public @Nullable Object value() {
      return bits;
    }
  }
}
