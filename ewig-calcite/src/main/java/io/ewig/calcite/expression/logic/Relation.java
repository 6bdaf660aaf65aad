package io.ewig.calcite.expression.logic;

import io.ewig.calcite.expression.Condition;

/** What two values may be to each other, by the sign of their comparison. */
enum Relation {
  EQUAL(false, true, false),
  UNEQUAL(true, false, true),
  LESS(true, false, false),
  AT_MOST(true, true, false),
  GREATER(false, false, true),
  AT_LEAST(false, true, true);

  private final int less;
  private final int equal;
  private final int greater;

  Relation(boolean less, boolean equal, boolean greater) {
    this.less = Condition.of(less);
    this.equal = Condition.of(equal);
    this.greater = Condition.of(greater);
  }

  int truth(int order) {
    return order == 0 ? equal : order < 0 ? less : greater;
  }

  /** Whether equal values or unequal ones are all it asks for. */
  boolean isEquality() {
    return less == greater;
  }
}
