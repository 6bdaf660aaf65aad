package io.ewig.calcite.operator.set;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.spill.Backlog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each row once, as soon as it comes; while memory lasts in the order they come. */
public final class Distinct implements Operator {

  private final Operator input;
  private final Keys keys;

  public Distinct(Operator input, int width) {
    this.input = input;
    this.keys = Keys.ofAll(width);
  }

  @Override
  public Rows open(Execution execution) {
    return new DistinctRows(input.open(execution), keys, execution);
  }

  @Override
  public String describe() {
    return "distinct";
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private static final class DistinctRows implements Rows {

    private final Rows input;
    private final Keys keys;
    private final Execution execution;
    private final Reservation memory;
    private final Backlog backlog;
    private final Set<Key> seen = new HashSet<>();
    private @Nullable Rows current;

    DistinctRows(Rows input, Keys keys, Execution execution) {
      this.input = input;
      this.keys = keys;
      this.execution = execution;
      this.memory = new Reservation(execution.memory(), "DISTINCT");
      this.backlog = new Backlog(execution);
      this.current = input;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      while (current != null) {
        execution.tick();
        @Nullable Object[] row = current.next();
        if (row == null) {
          current.close();
          seen.clear();
          memory.close();
          current = backlog.next();
        } else if (isNew(row)) {
          return row;
        }
      }
      return null;
    }

    private boolean isNew(@Nullable Object[] row) {
      Key key = keys.of(row);
      if (seen.contains(key)) {
        return false;
      }
      long size = key.size() + RowSize.of(row) + RowSize.ENTRY;
      if (seen.isEmpty()) {
        memory.take(size);
      } else if (backlog.isSpilling() || !memory.tryTake(size)) {
        backlog.spilled().add(key, row);
        return false;
      }
      seen.add(key);
      return true;
    }

    @Override
    public void close() {
      input.close();
      current = null;
      backlog.close();
      seen.clear();
      memory.close();
    }
  }
}
