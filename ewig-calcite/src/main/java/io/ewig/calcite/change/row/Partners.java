package io.ewig.calcite.change.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of other tables beside which {@code UPDATE .. FROM} and {@code DELETE .. USING} find
 * their own.
 *
 * @param joined where the query's rows have the columns of the table a second time, followed by
 *     those of the partner; negative if nobody wants to know
 */
public record Partners(boolean areThere, int joined) {

  /** Of a statement about one table. */
  public static final Partners NONE = new Partners(false, -1);

  /** Each row of the table once: of several partners the first one that was met counts. */
  List<@Nullable Object[]> once(List<@Nullable Object[]> given, Target target) {
    if (!areThere) {
      return given;
    }
    Set<List<@Nullable Object>> met = new HashSet<>();
    List<@Nullable Object[]> once = new ArrayList<>();
    for (@Nullable Object[] row : given) {
      List<@Nullable Object> stretch = target.key(row);
      stretch.add(row[target.table().columns().size()]); // from when on it is true
      if (met.add(stretch)) {
        once.add(row);
      }
    }
    return once;
  }

  /** A row as it has become, and its partner behind it. */
  @Nullable Object[] behind(@Nullable Object[] row, int width, @Nullable Object[] given) {
    if (joined < 0) {
      return row;
    }
    @Nullable Object[] both = Arrays.copyOfRange(given, joined, given.length);
    System.arraycopy(row, 0, both, 0, width);
    return both;
  }
}
