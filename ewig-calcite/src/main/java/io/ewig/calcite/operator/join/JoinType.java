package io.ewig.calcite.operator.join;

import java.util.Locale;

/** Which rows a join gives besides those that match. */
public enum JoinType {
  INNER,
  /** Also left rows without a match. */
  LEFT,
  /** Also right rows without a match. */
  RIGHT,
  FULL,
  /** Only left rows, those with a match, once. */
  SEMI,
  /** Only left rows, those without a match. */
  ANTI;

  boolean keepsLeft() {
    return this == LEFT || this == FULL;
  }

  boolean keepsRight() {
    return this == RIGHT || this == FULL;
  }

  /** Whether rows have the columns of the left input only. */
  public boolean isHalf() {
    return this == SEMI || this == ANTI;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
