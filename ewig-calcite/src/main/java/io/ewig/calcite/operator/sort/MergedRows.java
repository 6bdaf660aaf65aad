package io.ewig.calcite.operator.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sorted rows of several inputs as one; of equal rows those of the earlier input come first. */
final class MergedRows implements Rows {

  private record Head(@Nullable Object[] row, int input) {}

  private final List<Rows> inputs;
  private final Execution execution;
  private final PriorityQueue<Head> heads;
  private int taken = -1;

  MergedRows(List<Rows> inputs, Comparator<@Nullable Object[]> order, Execution execution) {
    this.inputs = inputs;
    this.execution = execution;
    this.heads =
        new PriorityQueue<>(Comparator.comparing(Head::row, order).thenComparingInt(Head::input));
    for (int i = 0; i < inputs.size(); i++) {
      advance(i);
    }
  }

  private void advance(int input) {
    @Nullable Object[] row = inputs.get(input).next();
    if (row != null) {
      heads.add(new Head(row, input));
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    execution.tick();
    if (taken >= 0) {
      advance(taken);
    }
    Head head = heads.poll();
    if (head == null) {
      taken = -1;
      return null;
    }
    taken = head.input;
    return head.row;
  }

  @Override
  public void close() {
    inputs.forEach(Rows::close);
  }
}
