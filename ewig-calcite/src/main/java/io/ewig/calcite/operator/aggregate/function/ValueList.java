package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARRAY_AGG and COLLECT: all values, in the order they come. */
final class ValueList implements Accumulator {

  private final int argument;
  private final Nulls nulls;
  private final boolean isNullIfEmpty;
  private final Reservation memory;
  private final List<@Nullable Object> values = new ArrayList<>();

  /**
   * @param argument less than 0 for the whole row
   */
  ValueList(int argument, Nulls nulls, boolean isNullIfEmpty, Reservation memory) {
    this.argument = argument;
    this.nulls = nulls;
    this.isNullIfEmpty = isNullIfEmpty;
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    Object value = argument < 0 ? row : row[argument];
    if (value == null && nulls == Nulls.ABSENT) {
      return;
    }
    if (nulls == Nulls.FLATTENED) {
      if (value != null) {
        ((List<?>) value).forEach(this::addValue);
      }
    } else {
      addValue(value);
    }
  }

  private void addValue(@Nullable Object value) {
    memory.take(RowSize.SLOT + RowSize.ofValue(value));
    values.add(value);
    if (values.size() > Type.ARRAY_ELEMENTS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "more than the " + Type.ARRAY_ELEMENTS_MAX + " elements that an array may have");
    }
  }

  @Override
  public @Nullable Object value() {
    return values.isEmpty() && isNullIfEmpty
        ? null
        : Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** What becomes of nulls, and of arrays. */
  enum Nulls {
    KEPT,
    ABSENT,
    /** Arrays are put after each other; null has no elements. */
    FLATTENED
  }
}
