package io.ewig.sqltests.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The fast tier makes 240 changes, the long one 40,000. */
class PortionsTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int TABLES = IS_LONG ? 500 : 4;
  private static final int CHANGES = IS_LONG ? 80 : 60;
  private static final long SEED = Long.getLong("ewig.seed", 20_261_123L);

  @Test
  void whatIsWrittenForAPeriodIsSoOnEachOfItsDays() throws SQLException {
    for (long seed = SEED; seed < SEED + TABLES; seed++) {
      try (Portions portions = new Portions(seed)) {
        for (int i = 0; i < CHANGES; i++) {
          assertThat(portions.change()).as("seed %d, change %d", seed, i).isEmpty();
        }
      }
    }
  }
}
