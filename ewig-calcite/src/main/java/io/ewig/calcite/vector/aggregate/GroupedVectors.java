package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.vector.ReadySource;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.scan.VectorScan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of one run; all batches are read before the first row is given. */
final class GroupedVectors implements Rows {

  private final VectorAggregate step;
  private final Execution execution;
  private @Nullable Rows result;

  GroupedVectors(VectorAggregate step, Execution execution) {
    this.step = step;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (result == null) {
      result = result();
    }
    return result.next();
  }

  private Rows result() {
    Rows counted = Tallied.of(step, execution);
    if (counted != null) {
      execution.note(step, "known without a look at rows");
      return counted;
    }
    Grouping grouping = new Grouping(step, execution);
    Found found = new Found(grouping);
    if (read(grouping)) {
      execution.note(step, VectorScan.note(grouping.lookedAt()));
      return found;
    }
    found.close();
    execution.note(step, "row by row, as memory has no room for vectors");
    return step.byRow().open(execution);
  }

  /** Whether memory had room. */
  private boolean read(Grouping grouping) {
    try (ReadySource ready = ReadySource.of(step.source(), execution)) {
      return ready != null && read(grouping, ready.source());
    }
  }

  private boolean read(Grouping grouping, VectorSource source) {
    List<VectorSource> parts = source.parts(execution.workers(), execution);
    return parts.size() == 1
        ? grouping.read(parts.get(0))
        : Halves.read(grouping, parts.get(0), parts.get(1), step, execution);
  }

  @Override
  public void close() {
    if (result != null) {
      result.close();
    }
  }

  /** The groups that were found. */
  private final class Found implements Rows {
    private final Grouping grouping;
    private int next;

    Found(Grouping grouping) {
      this.grouping = grouping;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      execution.tick();
      return next == grouping.count() ? null : grouping.row(next++, step.keys().size());
    }

    @Override
    public void close() {
      next = grouping.count();
      grouping.close();
    }
  }
}
