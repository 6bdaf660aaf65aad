package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Key;
import io.ewig.calcite.operator.row.Keys;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * APPROX_COUNT_DISTINCT: exact for some thousand values, beyond that HyperLogLog with an error of
 * about one percent.
 */
final class DistinctEstimate implements Accumulator {

  private static final int EXACT_MAX = 4_096;
  private static final int REGISTER_BITS = 14;
  private static final int REGISTERS = 1 << REGISTER_BITS;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  private final int[] arguments;
  private final Keys keys;
  private final Reservation memory;
  private @Nullable Set<Key> few = new HashSet<>();
  private byte[] registers = {};

  DistinctEstimate(int[] arguments, Reservation memory) {
    this.arguments = arguments;
    this.keys = Keys.of(arguments);
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    for (int argument : arguments) {
      if (row[argument] == null) {
        return;
      }
    }
    Key key = keys.of(row);
    if (few == null) {
      register(key);
    } else if (few.add(key)) {
      memory.take(key.size() + RowSize.ENTRY);
      if (few.size() > EXACT_MAX) {
        estimateFromNowOn(few);
      }
    }
  }

  private void estimateFromNowOn(Set<Key> keysSoFar) {
    memory.take(REGISTERS);
    registers = new byte[REGISTERS];
    keysSoFar.forEach(this::register);
    few = null;
  }

  private void register(Key key) {
    long hash = key.wideHash();
    int register = (int) (hash >>> (Long.SIZE - REGISTER_BITS));
    int rank = Long.numberOfLeadingZeros((hash << REGISTER_BITS) | (1L << (REGISTER_BITS - 1))) + 1;
    registers[register] = (byte) Math.max(registers[register], rank);
  }

  @Override
  public Object value() {
    if (few != null) {
      return (long) few.size();
    }
    double sum = 0;
    int empty = 0;
    for (byte rank : registers) {
      sum += Math.scalb(1.0, -rank);
      empty += rank == 0 ? 1 : 0;
    }
    double estimate = ALPHA * REGISTERS * REGISTERS / sum;
    if (estimate <= 2.5 * REGISTERS && empty > 0) {
      estimate = REGISTERS * Math.log((double) REGISTERS / empty);
    }
    return Math.round(estimate);
  }
}
