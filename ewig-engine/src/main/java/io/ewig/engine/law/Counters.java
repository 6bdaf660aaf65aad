package io.ewig.engine.law;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers to which both sides have added something. */
final class Counters {

  private Counters() {}

  /** The base and both differences, a null counting as 0; null if a number is not finite. */
  static @Nullable BigDecimal merge(
      @Nullable Object base, @Nullable Object ours, @Nullable Object theirs) {
    BigDecimal from = exact(base);
    BigDecimal one = exact(ours);
    BigDecimal other = exact(theirs);
    return from == null || one == null || other == null ? null : one.add(other).subtract(from);
  }

  private static @Nullable BigDecimal exact(@Nullable Object number) {
    if (number == null) {
      return BigDecimal.ZERO;
    } else if (number instanceof BigDecimal decimal) {
      return decimal;
    } else if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(((Number) number).doubleValue())
          ? new BigDecimal(number.toString())
          : null;
    }
    return BigDecimal.valueOf(((Number) number).longValue());
  }
}
