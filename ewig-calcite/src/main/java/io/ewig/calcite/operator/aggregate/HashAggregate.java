package io.ewig.calcite.operator.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * A row for each group of rows: the columns that are grouped by, then the aggregates.
 *
 * <p>With several grouping sets a row counts in each of them; a column that a set does not group by
 * is null in its groups. A set of no columns has one group even if there are no rows. Groups come
 * in the order of their first rows while memory has room for all of them.
 */
public final class HashAggregate implements Operator {

  private final Operator input;
  private final int[] columns;
  private final int[][] sets;
  private final List<Aggregation> calls;

  /**
   * @param columns of the input that any set groups by
   * @param sets for each the columns that it groups by, a part of those
   */
  public HashAggregate(Operator input, int[] columns, int[][] sets, List<Aggregation> calls) {
    this.input = input;
    this.columns = columns.clone();
    this.sets = sets.clone();
    this.calls = List.copyOf(calls);
  }

  /** One set of groups, or one group of all rows. */
  public static HashAggregate of(Operator input, int[] columns, List<Aggregation> calls) {
    return new HashAggregate(input, columns, new int[][] {columns}, calls);
  }

  @Override
  public Rows open(Execution execution) {
    return new GroupedRows(input, columns, sets, calls, execution);
  }

  @Override
  public String describe() {
    String by = sets.length == 1 ? Arrays.toString(columns) : Arrays.deepToString(sets);
    return "aggregate: " + calls.size() + " by " + by;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }
}
