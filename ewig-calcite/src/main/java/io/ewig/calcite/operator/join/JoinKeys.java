package io.ewig.calcite.operator.join;

import io.ewig.calcite.operator.row.Keys;
import org.jspecify.annotations.Nullable;

/**
 * The columns that must be equal.
 *
 * @param isNullEqual for each pair of columns whether null equals null (IS NOT DISTINCT FROM)
 */
public record JoinKeys(Keys left, Keys right, boolean[] isNullEqual) {

  /** Whether a row, of the side that these keys are of, can match at all. */
  boolean canMatch(Keys side, @Nullable Object[] row) {
    for (int i = 0; i < isNullEqual.length; i++) {
      if (!isNullEqual[i] && row[side.column(i)] == null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return left + " = " + right;
  }
}
