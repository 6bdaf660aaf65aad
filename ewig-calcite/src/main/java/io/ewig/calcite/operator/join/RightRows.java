package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import org.jspecify.annotations.Nullable;

/** Joins each row of the left side with right rows that are opened for it. */
final class RightRows implements Rows {

  /** Opens the right rows for a row of the left side. */
  interface Opening {
    Rows open(@Nullable Object[] left);
  }

  private final Rows lefts;
  private final Opening opening;
  private final JoinType type;
  private final @Nullable Condition condition;
  private final Pairs pairs;
  private final Execution execution;
  private @Nullable Rows rights;
  private @Nullable Object @Nullable [] row;
  private boolean hasMatch;

  /**
   * @param type neither RIGHT nor FULL
   * @param condition of pairs; null if all match
   */
  RightRows(
      Rows lefts,
      Opening opening,
      JoinType type,
      @Nullable Expression condition,
      Pairs pairs,
      Execution execution) {
    this.lefts = lefts;
    this.opening = opening;
    this.type = type;
    this.condition = condition == null ? null : Condition.of(condition);
    this.pairs = pairs;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      execution.tick();
      @Nullable Object[] left = row;
      Rows candidates = rights;
      if (left == null || candidates == null) {
        row = lefts.next();
        if (row == null) {
          return null;
        }
        hasMatch = false;
        rights = opening.open(row);
        continue;
      }
      @Nullable Object[] right = candidates.next();
      @Nullable Object[] result = right == null ? unmatched(left) : matched(left, right);
      if (right == null || (hasMatch && type.isHalf())) {
        candidates.close();
        rights = null;
      }
      if (result != null) {
        return result;
      }
    }
  }

  private @Nullable Object @Nullable [] matched(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] pair = pairs.of(left, right);
    if (condition != null && !condition.holds(pair, execution)) {
      return null;
    }
    hasMatch = true;
    return type == JoinType.SEMI ? left : type == JoinType.ANTI ? null : pair;
  }

  private @Nullable Object @Nullable [] unmatched(@Nullable Object[] left) {
    if (hasMatch) {
      return null;
    }
    return type == JoinType.ANTI ? left : type == JoinType.LEFT ? pairs.ofLeft(left) : null;
  }

  @Override
  public void close() {
    lefts.close();
    if (rights != null) {
      rights.close();
      rights = null;
    }
  }
}
