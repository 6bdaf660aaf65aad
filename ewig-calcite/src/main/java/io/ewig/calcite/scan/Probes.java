package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The combinations of values that a path looks up. */
final class Probes {

  private final List<Slot> slots;

  /**
   * @param values the expressions that give a column's value, or any of its values
   */
  private record Slot(Column column, List<Expression> values) {}

  private Probes(List<Slot> slots) {
    this.slots = slots;
  }

  static Probes of(
      Table table, Path path, Function<ColumnCondition, List<Expression>> expressions) {
    List<Slot> slots = new ArrayList<>();
    for (ColumnCondition condition : path.equal()) {
      slots.add(new Slot(table.columns().get(condition.column()), expressions.apply(condition)));
    }
    return new Probes(slots);
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

  /** All combinations without repetition, in the order of the values. */
  List<Object[]> all(Execution execution) {
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
    Object value = expression.value(new Object[0], execution);
    return value == null ? null : Fit.of(slot.column.type(), value);
  }
}
