package io.ewig.sqltests.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The fast tier asks 200 queries, the long one 40,000. */
class CopiesTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int HISTORIES = IS_LONG ? 200 : 2;
  private static final int QUERIES = IS_LONG ? 200 : 100;
  private static final long SEED = Long.getLong("ewig.seed", 20_261_123L);

  @Test
  void whatIsReadOverTimeIsAskedLikeACopyOfIt() throws SQLException {
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      try (Copies copies = new Copies(seed)) {
        for (int i = 0; i < QUERIES; i++) {
          assertThat(copies.compare()).isEmpty();
        }
      }
    }
  }
}
