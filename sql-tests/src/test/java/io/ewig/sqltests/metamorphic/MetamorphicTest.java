package io.ewig.sqltests.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MetamorphicTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int TABLES = IS_LONG ? 2_000 : 4;
  private static final int QUERIES = 10;
  private static final long SEED = Long.getLong("ewig.seed", 20_260_102L);

  @Test
  void whatIsTrueFalseAndUnknownIsAllThereIs() throws SQLException {
    for (long seed = SEED; seed < SEED + TABLES; seed++) {
      try (Tables tables = new Tables(seed)) {
        for (int i = 0; i < QUERIES; i++) {
          assertThat(tables.partitioned()).isEmpty();
          assertThat(tables.aggregated()).isEmpty();
        }
      }
    }
  }

  @Test
  void asManyRowsPassAsHaveATrueCondition() throws SQLException {
    for (long seed = SEED; seed < SEED + TABLES; seed++) {
      try (Tables tables = new Tables(seed)) {
        for (int i = 0; i < QUERIES; i++) {
          assertThat(tables.counted()).isEmpty();
        }
      }
    }
  }
}
