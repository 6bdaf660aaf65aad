package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.calcite.operator.row.ValueOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MODE: the value that is there most often; of several the least. */
final class Mode implements Accumulator {

  private static final class Tally {
    private final Object value;
    private long count;

    Tally(Object value) {
      this.value = value;
    }
  }

  private final int argument;
  private final Keys keys;
  private final Reservation memory;
  private final Map<Key, Tally> tallies = new LinkedHashMap<>();

  Mode(int argument, Reservation memory) {
    this.argument = argument;
    this.keys = Keys.of(argument);
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    Object value = row[argument];
    if (value == null) {
      return;
    }
    Key key = keys.of(row);
    Tally tally = tallies.get(key);
    if (tally == null) {
      memory.take(key.size() + RowSize.ENTRY + RowSize.ofValue(value));
      tally = new Tally(value);
      tallies.put(key, tally);
    }
    tally.count++;
  }

  @Override
  public @Nullable Object value() {
    Tally most = null;
    for (Tally tally : tallies.values()) {
      if (most == null
          || tally.count > most.count
          || (tally.count == most.count && ValueOrder.compare(tally.value, most.value) < 0)) {
        most = tally;
      }
    }
    return most == null ? null : most.value;
  }
}
