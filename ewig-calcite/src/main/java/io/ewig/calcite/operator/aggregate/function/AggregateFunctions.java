package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.aggregate.Aggregation;
import io.ewig.calcite.operator.row.SortColumn;
import org.jspecify.annotations.Nullable;

/** All aggregate functions; arguments are columns of the rows that are aggregated. */
public final class AggregateFunctions {

  private AggregateFunctions() {}

  /** Rows in which none of these is null; without arguments all rows. */
  public static Aggregation count(int... arguments) {
    int[] columns = arguments.clone();
    return (execution, memory) -> new Sums.Count(columns);
  }

  public static Aggregation sum(int argument, boolean isExact, NumberForm form) {
    return sums(argument, isExact, form, SumResult.Kind.SUM);
  }

  /** 0 instead of null when there are no values. */
  public static Aggregation sumOrZero(int argument, boolean isExact, NumberForm form) {
    return sums(argument, isExact, form, SumResult.Kind.SUM_OR_ZERO);
  }

  public static Aggregation average(int argument, boolean isExact, NumberForm form) {
    return sums(argument, isExact, form, SumResult.Kind.AVERAGE);
  }

  private static Aggregation sums(
      int argument, boolean isExact, NumberForm form, SumResult.Kind result) {
    return isExact
        ? (execution, memory) -> new Sums.Exact(argument, new SumResult(form, result))
        : new Sliding(
            (execution, memory) -> new Sums.Approximate(argument, form, result),
            (execution, memory) -> new Sliding.Sum(argument, form, result));
  }

  public static Aggregation sumOfIntervals(int argument) {
    return (execution, memory) -> new IntervalSum(argument, false);
  }

  public static Aggregation averageOfIntervals(int argument) {
    return (execution, memory) -> new IntervalSum(argument, true);
  }

  public static Aggregation regression(Regression regression, int y, int x) {
    return (execution, memory) -> regression.start(y, x);
  }

  /** Also EVERY and BOOL_AND: false is less than true. */
  public static Aggregation min(int argument) {
    return extreme(argument, false);
  }

  private static Aggregation extreme(int argument, boolean isMax) {
    return new Sliding(
        (execution, memory) -> new Extremes(argument, argument, isMax),
        (execution, memory) -> new Sliding.Extreme(argument, isMax, memory));
  }

  /** Also SOME and BOOL_OR. */
  public static Aggregation max(int argument) {
    return extreme(argument, true);
  }

  public static Aggregation argMin(int result, int argument) {
    return (execution, memory) -> new Extremes(result, argument, false);
  }

  public static Aggregation argMax(int result, int argument) {
    return (execution, memory) -> new Extremes(result, argument, true);
  }

  /** A variance or standard deviation. */
  public static Aggregation spread(Spread spread, int argument, boolean isExact, NumberForm form) {
    return spread.of(argument, argument, argument, isExact, form);
  }

  /** A covariance, or a sum of squares of one of two arguments. */
  public static Aggregation spread(
      Spread spread, int first, int second, boolean isExact, NumberForm form) {
    return switch (spread) {
      case REGR_SXX -> spread.of(first, second, second, isExact, form);
      case REGR_SYY -> spread.of(second, first, first, isExact, form);
      default -> spread.of(first, first, second, isExact, form);
    };
  }

  public static Aggregation bits(Bits operation, int argument) {
    return (execution, memory) -> operation.start(argument);
  }

  public static Aggregation anyValue(int argument) {
    return (execution, memory) -> new AnyValue(argument);
  }

  /** Refuses a second row. */
  public static Aggregation singleValue(int argument) {
    return (execution, memory) -> new SingleValue(argument);
  }

  /** An array of the first two values, or fewer. */
  public static Aggregation firstTwo(int argument) {
    return (execution, memory) -> new FirstValues(argument, 2);
  }

  /**
   * @param separator its column, or less than 0 for a comma
   */
  public static Aggregation textList(int argument, int separator) {
    return (execution, memory) -> new TextList(argument, separator, memory);
  }

  /**
   * @param isNullIfEmpty null instead of an array without elements
   */
  public static Aggregation array(int argument, boolean ignoresNulls, boolean isNullIfEmpty) {
    ValueList.Nulls nulls = ignoresNulls ? ValueList.Nulls.ABSENT : ValueList.Nulls.KEPT;
    return (execution, memory) -> new ValueList(argument, nulls, isNullIfEmpty, memory);
  }

  /** An array of whole rows. */
  public static Aggregation arrayOfRows() {
    return (execution, memory) -> new ValueList(-1, ValueList.Nulls.KEPT, false, memory);
  }

  public static Aggregation map(int key, int value) {
    return (execution, memory) -> new ValueMap(key, value, memory);
  }

  /** The elements of all arrays. */
  public static Aggregation concatenation(int argument, boolean isNullIfEmpty) {
    return (execution, memory) ->
        new ValueList(argument, ValueList.Nulls.FLATTENED, isNullIfEmpty, memory);
  }

  public static Aggregation jsonArray(int argument, boolean isNullAbsent, JsonForm form) {
    return (execution, memory) -> new JsonList(-1, argument, isNullAbsent, form, execution, memory);
  }

  public static Aggregation jsonObject(int key, int argument, boolean isNullAbsent, JsonForm form) {
    return (execution, memory) ->
        new JsonList(key, argument, isNullAbsent, form, execution, memory);
  }

  public static Aggregation mode(int argument) {
    return (execution, memory) -> new Mode(argument, memory);
  }

  /**
   * @param fraction its column
   * @param order of the values; nulls do not count
   * @param form of a result that is a number
   */
  public static Aggregation percentile(
      int fraction, SortColumn order, boolean isContinuous, @Nullable NumberForm form) {
    return (execution, memory) ->
        new Percentile(fraction, order, isContinuous, form, execution, memory);
  }

  public static Aggregation distinctEstimate(int... arguments) {
    int[] columns = arguments.clone();
    return (execution, memory) -> new DistinctEstimate(columns, memory);
  }

  /** The same for each group, however many rows it has. */
  public static Aggregation constant(@Nullable Object value) {
    return (execution, memory) -> new Constant(value);
  }

  private record Constant(@Nullable Object value) implements Accumulator {

    @Override
    public void add(@Nullable Object[] row) {
      // Rows make no difference.
    }
  }
}
