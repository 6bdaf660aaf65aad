package io.ewig.calcite.operator.aggregate.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What is made of the exact sum of some numbers, and of how many they are. */
public record SumResult(NumberForm form, Kind kind) {

  /** What is asked for. */
  public enum Kind {
    SUM,
    /** 0 instead of null when there are no values. */
    SUM_OR_ZERO,
    AVERAGE
  }

  public @Nullable Object of(BigDecimal sum, long count) {
    if (count == 0) {
      return kind == Kind.SUM_OR_ZERO ? form.of(BigDecimal.ZERO, "SUM") : null;
    }
    return kind == Kind.AVERAGE ? form.of(average(sum, count), "AVG") : form.of(sum, "SUM");
  }

  private BigDecimal average(BigDecimal sum, long count) {
    BigDecimal divisor = BigDecimal.valueOf(count);
    if (form.isApproximate()) {
      return sum.divide(divisor, MathContext.DECIMAL64);
    }
    RoundingMode mode =
        form.kind() == NumberForm.Kind.DECIMAL ? RoundingMode.HALF_UP : RoundingMode.DOWN;
    return sum.divide(divisor, form.digits(), mode);
  }
}
