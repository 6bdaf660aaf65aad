package io.ewig.calcite.operator.spill;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Parts that are still to be worked on, the latest first: so few are on disk at a time. */
public final class Backlog implements AutoCloseable {

  private record Part(Partitions of, int number, int depth) {}

  private final Execution execution;
  private final Deque<Part> parts = new ArrayDeque<>();
  private @Nullable Part current;
  private @Nullable Rows rows;
  private @Nullable Partitions spilled;

  public Backlog(Execution execution) {
    this.execution = execution;
  }

  /**
   * Whether rows were put aside since the last part: then there must be no new keys in memory,
   * however small they are, or rows of one key would be in both places.
   */
  public boolean isSpilling() {
    return spilled != null;
  }

  /** Where to put rows that there is no room for now. */
  public Partitions spilled() {
    if (spilled == null) {
      spilled = new Partitions(execution, current == null ? 0 : current.depth);
    }
    return spilled;
  }

  /**
   * Deletes the part that was worked on, and goes on to the next one: what was spilled comes first.
   *
   * @return its rows, or null when all is done
   */
  public @Nullable Rows next() {
    int depth = current == null ? 1 : current.depth + 1;
    deleteCurrent();
    if (spilled != null) {
      for (int i = 0; i < spilled.size(); i++) {
        if (spilled.count(i) > 0) {
          parts.push(new Part(spilled, i, depth));
        }
      }
      spilled = null;
    }
    current = parts.poll();
    if (current == null) {
      return null;
    }
    rows = current.of.rows(current.number);
    return rows;
  }

  /** Whether rows of the part that is worked on can still be divided by their keys. */
  public boolean canDivide() {
    return execution.temporary().isThere() && (current == null || current.depth < Key.DEPTH_MAX);
  }

  /**
   * Takes back what was spilled since the last part, and begins that part again.
   *
   * @return its rows, or null if it is the input, which is not here
   */
  public @Nullable Rows again() {
    if (spilled != null) {
      spilled.close();
      spilled = null;
    }
    if (rows != null && current != null) {
      rows.close();
      rows = current.of.rows(current.number);
    }
    return rows;
  }

  private void deleteCurrent() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (current != null) {
      current.of.close(current.number);
      current = null;
    }
  }

  @Override
  public void close() {
    deleteCurrent();
    parts.forEach(part -> part.of.close(part.number));
    parts.clear();
    if (spilled != null) {
      spilled.close();
      spilled = null;
    }
  }
}
