package io.ewig.calcite.operator.window;

import io.ewig.calcite.expression.Expression;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which rows of its partition a row looks at. */
public record Frame(Unit unit, Bound lower, Bound upper, Exclusion exclusion) {

  /** In what distances are counted. */
  public enum Unit {
    ROWS,
    /** In differences of the column that is sorted by. */
    RANGE,
    /** In groups of rows that are equal in the order. */
    GROUPS
  }

  /** What is left out. */
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    /** The row and all that are equal to it in the order. */
    GROUP,
    /** Those that are equal to it, but not the row itself. */
    TIES
  }

  /** Where a frame starts or ends. */
  public enum Place {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /**
   * A start or an end.
   *
   * @param offset of the row, for PRECEDING and FOLLOWING
   */
  public record Bound(Place place, @Nullable Expression offset) {

    public static Bound of(Place place) {
      return new Bound(place, null);
    }
  }

  /** All rows of the partition. */
  public static final Frame ALL =
      new Frame(
          Unit.ROWS,
          Bound.of(Place.UNBOUNDED_PRECEDING),
          Bound.of(Place.UNBOUNDED_FOLLOWING),
          Exclusion.NO_OTHERS);

  @Override
  public String toString() {
    String text =
        unit
            + " between "
            + lower.place
            + " and "
            + upper.place
            + (exclusion == Exclusion.NO_OTHERS ? "" : " exclude " + exclusion);
    return text.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
