package io.ewig.engine.scan;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The columns that are wanted of each row, by their places in {@code Table.columns()}; rows keep
 * their width, and the others are null in them.
 */
public final class Projection {

  /** All columns. */
  public static final Projection ALL = new Projection(null);

  private final int @Nullable [] positions;

  private Projection(int @Nullable [] positions) {
    this.positions = positions;
  }

  /** Some columns; none at all if only their times are of interest. */
  public static Projection of(int... positions) {
    return new Projection(positions.clone());
  }

  /** The columns of some names. */
  public static Projection of(Table table, String... columns) {
    return new Projection(
        Arrays.stream(columns)
            .mapToInt(name -> table.positionOf(table.column(name).name()))
            .toArray());
  }

  /** The wanted places, or null for all; not to be changed. */
  public int @Nullable [] positions() {
    return positions;
  }

  /** Refuses places that a table does not have. */
  public Projection requireFor(Table table) {
    int[] wanted = positions;
    if (wanted != null) {
      for (int position : wanted) {
        if (position < 0 || position >= table.columns().size()) {
          throw new UserException(
              ErrorCode.INVALID_ARGUMENT,
              table + " has " + table.columns().size() + " columns and none at " + position);
        }
      }
    }
    return this;
  }
}
