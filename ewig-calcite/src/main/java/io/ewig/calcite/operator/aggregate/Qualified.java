package io.ewig.calcite.operator.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.RowSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may stand around the call of an aggregate function: it sees fewer rows, or in an order. */
public final class Qualified {

  private Qualified() {}

  /** FILTER: only rows in which that column is true. */
  public static Aggregation filtered(Aggregation call, int column) {
    return new FilteredCall(call, column);
  }

  private record FilteredCall(Aggregation call, int column) implements Aggregation {

    @Override
    public Accumulator start(Execution execution, Reservation memory) {
      return new Filtered(call.start(execution, memory), column);
    }

    @Override
    public Aggregation sliding() {
      return new FilteredCall(call.sliding(), column);
    }
  }

  /** DISTINCT: one row for each value of the arguments. */
  public static Aggregation distinct(Aggregation call, Keys arguments) {
    return (execution, memory) ->
        new Distinct(call.start(execution, memory), arguments, memory, new HashSet<>());
  }

  /** ORDER BY: all rows in an order. */
  public static Aggregation ordered(Aggregation call, RowOrder order) {
    return (execution, memory) -> new Ordered(call, order, execution, memory, new ArrayList<>());
  }

  private record Filtered(Accumulator inner, int column) implements Accumulator {

    @Override
    public void add(@Nullable Object[] row) {
      if (Boolean.TRUE.equals(row[column])) {
        inner.add(row);
      }
    }

    @Override
    public @Nullable Object value() {
      return inner.value();
    }

    @Override
    public boolean canRemove() {
      return inner.canRemove();
    }

    @Override
    public void remove(@Nullable Object[] row) {
      if (Boolean.TRUE.equals(row[column])) {
        inner.remove(row);
      }
    }
  }

  private record Distinct(Accumulator inner, Keys arguments, Reservation memory, Set<Key> seen)
      implements Accumulator {

    @Override
    public void add(@Nullable Object[] row) {
      Key key = arguments.of(row);
      if (seen.add(key)) {
        memory.take(key.size() + argumentSize(row) + RowSize.ENTRY);
        inner.add(row);
      }
    }

    private long argumentSize(@Nullable Object[] row) {
      long size = 0;
      for (int i = 0; i < arguments.size(); i++) {
        size += RowSize.ofValue(row[arguments.column(i)]);
      }
      return size;
    }

    @Override
    public @Nullable Object value() {
      return inner.value();
    }
  }

  private record Ordered(
      Aggregation call,
      RowOrder order,
      Execution execution,
      Reservation memory,
      List<@Nullable Object[]> rows)
      implements Accumulator {

    @Override
    public void add(@Nullable Object[] row) {
      memory.take(RowSize.of(row) + RowSize.SLOT);
      rows.add(row);
    }

    @Override
    public @Nullable Object value() {
      rows.sort(order.ticking(execution));
      long before = memory.bytes();
      Accumulator inner = call.start(execution, memory);
      for (@Nullable Object[] row : rows) {
        execution.tick();
        inner.add(row);
      }
      Object value = inner.value();
      memory.giveBack(memory.bytes() - before);
      return value;
    }
  }
}
