package io.ewig.calcite.operator.window;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.aggregate.Aggregation;
import io.ewig.calcite.operator.row.Reservation;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function over the rows of the frame.
 *
 * <p>From row to row only what has come and gone is added and removed, where the function can do
 * that; else each frame that has lost rows is computed anew.
 */
final class FrameAggregate extends WindowFunction {

  private final Aggregation aggregation;

  FrameAggregate(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  @Override
  void compute(Partition partition, Frames frames, @Nullable Object[] values) {
    boolean isSliding = frames.isSliding();
    Running running = new Running(isSliding ? aggregation.sliding() : aggregation, partition);
    FrameRanges ranges = new FrameRanges();
    for (int i = 0; i < partition.size(); i++) {
      partition.execution().tick();
      ranges.set(partition, frames, i);
      values[i] = running.value(ranges);
    }
    running.memory.close();
  }

  private static final class Running {

    private final Aggregation aggregation;
    private final Partition partition;
    private final Reservation memory;
    private Accumulator accumulator;
    private @Nullable Object value;
    private int start;
    private int end;
    private boolean isComputed;

    Running(Aggregation aggregation, Partition partition) {
      this.aggregation = aggregation;
      this.partition = partition;
      this.memory = new Reservation(partition.execution().memory(), "a window");
      this.accumulator = aggregation.start(partition.execution(), memory);
    }

    @Nullable Object value(FrameRanges ranges) {
      if (ranges.count() > 1) {
        restart();
        for (int run = 0; run < ranges.count(); run++) {
          add(ranges.start(run), ranges.end(run));
        }
        start = -1;
        return accumulator.value();
      }
      int from = ranges.count() == 0 ? 0 : ranges.start(0);
      int to = ranges.count() == 0 ? 0 : ranges.end(0);
      if (!isComputed || from != start || to != end) {
        move(from, to);
        value = accumulator.value();
        isComputed = true;
      }
      return value;
    }

    private void move(int from, int to) {
      boolean overlaps = start >= 0 && from >= start && from <= end && to >= end;
      if (overlaps && (from == start || accumulator.canRemove())) {
        for (int i = start; i < from; i++) {
          partition.execution().tick();
          accumulator.remove(partition.row(i));
        }
        add(end, to);
      } else {
        restart();
        add(from, to);
      }
      start = from;
      end = to;
    }

    private void restart() {
      memory.close();
      accumulator = aggregation.start(partition.execution(), memory);
      isComputed = false;
    }

    private void add(int from, int to) {
      for (int i = from; i < to; i++) {
        partition.execution().tick();
        accumulator.add(partition.row(i));
      }
    }
  }
}
