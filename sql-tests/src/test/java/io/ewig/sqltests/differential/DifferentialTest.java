package io.ewig.sqltests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferentialTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int TABLES = IS_LONG ? 1_000 : 4;
  private static final int QUESTIONS = 50;
  private static final long SEED = Long.getLong("ewig.seed", 20_260_103L);

  @Test
  void anotherDatabaseGivesTheSameAnswers() throws SQLException {
    for (long seed = SEED; seed < SEED + TABLES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try (Peers peers = new Peers(random)) {
        Questions questions = new Questions(random);
        for (int i = 0; i < QUESTIONS; i++) {
          assertThat(peers.difference(questions.next())).as("seed %d", seed).isEmpty();
        }
      }
    }
  }
}
