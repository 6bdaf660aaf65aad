package io.ewig.calcite.operator.join;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts rows of two widths side by side. */
record Pairs(int leftWidth, int rightWidth) {

  @Nullable Object[] of(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] pair = Arrays.copyOf(left, leftWidth + rightWidth);
    System.arraycopy(right, 0, pair, leftWidth, rightWidth);
    return pair;
  }

  @Nullable Object[] ofLeft(@Nullable Object[] left) {
    return Arrays.copyOf(left, leftWidth + rightWidth);
  }

  @Nullable Object[] ofRight(@Nullable Object[] right) {
    @Nullable Object[] pair = new @Nullable Object[leftWidth + rightWidth];
    System.arraycopy(right, 0, pair, leftWidth, rightWidth);
    return pair;
  }
}
