package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of two columns; of equal keys the last one counts. */
final class ValueMap implements Accumulator {

  private final int key;
  private final int value;
  private final Reservation memory;
  private final Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();

  ValueMap(int key, int value, Reservation memory) {
    this.key = key;
    this.value = value;
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    memory.take(RowSize.ENTRY + RowSize.ofValue(row[key]) + RowSize.ofValue(row[value]));
    map.put(row[key], row[value]);
  }

  @Override
  public Object value() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
