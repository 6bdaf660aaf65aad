package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The combinations of values that a path looks up, and the bounds behind them. */
final class Probes {

  private static final @Nullable Object[] NO_ROW = {};

  private final List<Slot> slots;
  private final @Nullable Limit lower;
  private final @Nullable Limit upper;

  /**
   * @param values the expressions that give a column's value, or any of its values
   */
  private record Slot(Column column, List<Expression> values) {}

  private record Limit(Expression value, boolean isInclusive) {
    static @Nullable Limit of(
        @Nullable ColumnCondition condition,
        Function<ColumnCondition, List<Expression>> expressions) {
      return condition == null
          ? null
          : new Limit(expressions.apply(condition).get(0), condition.comparison().isInclusive());
    }

    KeyRange.@Nullable Bound bound(Execution execution) {
      Object end = value.value(NO_ROW, execution);
      return end == null ? null : new KeyRange.Bound(end, isInclusive);
    }
  }

  private Probes(List<Slot> slots, @Nullable Limit lower, @Nullable Limit upper) {
    this.slots = slots;
    this.lower = lower;
    this.upper = upper;
  }

  static Probes of(
      Table table, Path path, Function<ColumnCondition, List<Expression>> expressions) {
    List<Slot> slots = new ArrayList<>();
    for (ColumnCondition condition : path.equal()) {
      slots.add(new Slot(table.columns().get(condition.column()), expressions.apply(condition)));
    }
    return new Probes(
        slots, Limit.of(path.lower(), expressions), Limit.of(path.upper(), expressions));
  }

  /** One value for each column if there is one combination only, as there mostly is; else null. */
  Object @Nullable [] single(Execution execution) {
    Object[] key = new Object[slots.size()];
    for (int i = 0; i < key.length; i++) {
      Slot slot = slots.get(i);
      Object value = slot.values.size() == 1 ? fitted(slot, slot.values.get(0), execution) : null;
      if (value == null) {
        return null;
      }
      key[i] = value;
    }
    return key;
  }

  /** All ranges without repetition, in the order of the values. */
  List<KeyRange> ranges(Path path, Execution execution) {
    KeyRange.Bound from = lower == null ? null : lower.bound(execution);
    KeyRange.Bound to = upper == null ? null : upper.bound(execution);
    boolean isNever = (lower != null && from == null) || (upper != null && to == null);
    List<KeyRange> ranges = new ArrayList<>();
    if (isNever) {
      return ranges; // nothing is above or below null
    }
    if (path.isWholeTable()) {
      ranges.add(KeyRange.ALL);
      return ranges;
    }
    for (Object[] combination : combinations(execution)) {
      ranges.add(new KeyRange(Arrays.asList(combination), from, to));
    }
    return ranges;
  }

  private List<Object[]> combinations(Execution execution) {
    List<Object[]> combinations = new ArrayList<>();
    combinations.add(new Object[slots.size()]);
    for (int i = 0; i < slots.size(); i++) {
      List<Object[]> longer = new ArrayList<>();
      for (Object[] combination : combinations) {
        for (Object value : values(slots.get(i), execution)) {
          Object[] copy = combination.clone();
          copy[i] = value;
          longer.add(copy);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static TreeSet<Object> values(Slot slot, Execution execution) {
    TreeSet<Object> values = new TreeSet<>(slot.column.type()::compare);
    for (Expression expression : slot.values) {
      Object value = fitted(slot, expression, execution);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The value as one of the column's, or null if no row can have it there. */
  private static @Nullable Object fitted(Slot slot, Expression expression, Execution execution) {
    Object value = expression.value(NO_ROW, execution);
    return value == null ? null : Fit.of(slot.column.type(), value);
  }
}
