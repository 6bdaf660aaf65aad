package io.ewig.calcite.operator.window;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.row.RowOrder;
import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Where the frames of the rows of partitions start and end; immutable. */
final class Frames {

  private final Frame frame;
  private final RowOrder order;

  Frames(Frame frame, RowOrder order) {
    this.frame = frame;
    this.order = order;
  }

  RowOrder order() {
    return order;
  }

  Frame.Exclusion exclusion() {
    return frame.exclusion();
  }

  /** Whether rows leave frames, from row to row. */
  boolean isSliding() {
    return frame.lower().place() != Frame.Place.UNBOUNDED_PRECEDING;
  }

  /** The first row of a row's frame; may lie behind its end. */
  int start(Partition partition, int row) {
    return switch (frame.lower().place()) {
      case UNBOUNDED_PRECEDING -> 0;
      case UNBOUNDED_FOLLOWING -> partition.size();
      case CURRENT_ROW -> frame.unit() == Frame.Unit.ROWS ? row : partition.peersStart(row);
      case PRECEDING, FOLLOWING -> shifted(partition, row, frame.lower(), false);
    };
  }

  /** Behind the last row of a row's frame. */
  int end(Partition partition, int row) {
    return switch (frame.upper().place()) {
      case UNBOUNDED_PRECEDING -> 0;
      case UNBOUNDED_FOLLOWING -> partition.size();
      case CURRENT_ROW -> frame.unit() == Frame.Unit.ROWS ? row + 1 : partition.peersEnd(row);
      case PRECEDING, FOLLOWING -> shifted(partition, row, frame.upper(), true);
    };
  }

  private int shifted(Partition partition, int row, Frame.Bound bound, boolean isEnd) {
    boolean isPreceding = bound.place() == Frame.Place.PRECEDING;
    Object offset = offset(bound, partition.row(row), partition.execution());
    if (frame.unit() == Frame.Unit.RANGE) {
      return ranged(partition, row, offset, isPreceding, isEnd);
    }
    long distance = whole(offset);
    long moved = isPreceding ? -distance : distance;
    if (frame.unit() == Frame.Unit.ROWS) {
      return within(row + moved + (isEnd ? 1 : 0), partition.size());
    }
    return partition.groupStart(
        within(partition.group(row) + moved + (isEnd ? 1 : 0), partition.groups()));
  }

  private static int within(long place, int size) {
    return (int) Math.max(0, Math.min(place, size));
  }

  private static Object offset(Frame.Bound bound, @Nullable Object[] row, Execution execution) {
    Expression expression = bound.offset();
    Object offset = expression == null ? null : expression.value(row, execution);
    if (offset == null || Distances.isNegative(offset)) {
      throw new UserException(
          ErrorCode.INVALID_FRAME,
          "the offset of a window frame is " + offset + "; give 0 or more");
    }
    return offset;
  }

  private static long whole(Object offset) {
    if (offset instanceof BigDecimal decimal) {
      return decimal.min(BigDecimal.valueOf(Integer.MAX_VALUE)).longValue();
    }
    if (offset instanceof Number number) {
      return Math.min(number.longValue(), Integer.MAX_VALUE);
    }
    throw new UserException(
        ErrorCode.INVALID_FRAME, "ROWS and GROUPS count in whole numbers, not in " + offset);
  }

  /** Rows with a null in the order have only each other in such a frame. */
  private int ranged(
      Partition partition, int row, Object offset, boolean isPreceding, boolean isEnd) {
    if (order.columns().size() != 1) {
      throw new UserException(
          ErrorCode.INVALID_FRAME, "RANGE with an offset takes one column to order by");
    }
    SortColumn column = order.columns().get(0);
    Object key = partition.row(row)[column.index()];
    if (key == null) {
      return isEnd ? partition.peersEnd(row) : partition.peersStart(row);
    }
    boolean isDown = isPreceding != column.isDescending();
    Object target =
        Distances.shift(Distances.key(key), offset, isDown, partition.execution().zone());
    int low = 0;
    int high = partition.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(partition.row(middle)[column.index()], target, column, isEnd)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether a row lies before the place that is looked for. */
  private static boolean isBefore(
      @Nullable Object value, Object target, SortColumn column, boolean isEnd) {
    if (value == null) {
      return column.isNullsFirst();
    }
    int compared = column.compareValues(Distances.key(value), target);
    return isEnd ? compared <= 0 : compared < 0;
  }
}
