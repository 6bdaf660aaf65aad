package io.ewig.calcite.operator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small tables with many nulls and many duplicates; each seed has its own. */
public final class RandomTables {

  private final Random random;

  public RandomTables(long seed) {
    this.random = new Random(seed);
  }

  /** Columns: integer, text, decimal, long. */
  public List<List<Object>> table(int rowsMax, int values) {
    List<List<Object>> rows = new ArrayList<>();
    int count = random.nextInt(rowsMax + 1);
    for (int i = 0; i < count; i++) {
      rows.add(
          Arrays.asList(
              orNull(random.nextInt(values)),
              orNull("text " + random.nextInt(values)),
              orNull(new BigDecimal(random.nextInt(values)).movePointLeft(1)),
              orNull((long) random.nextInt(values) - values / 2)));
    }
    return rows;
  }

  public Random random() {
    return random;
  }

  private Object orNull(Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }
}
