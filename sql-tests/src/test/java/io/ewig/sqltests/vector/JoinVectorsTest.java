package io.ewig.sqltests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fast tier asks 80 questions, the long one 20,000. */
class JoinVectorsTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int QUESTIONS = IS_LONG ? 20_000 : 80;
  private static final int QUESTIONS_A_TABLE = IS_LONG ? 1_000 : 80;

  @TempDir Path folder;

  @Test
  void joinsAnswerByVectorsAsTheyDoRowByRow() throws Exception {
    long seed = Long.getLong("ewig.seed", 20_261_122L);
    int rows = 0;
    for (int asked = 0; asked < QUESTIONS; asked += QUESTIONS_A_TABLE, seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Orchard orchard = new Orchard(random);
      String url = Orchard.url(folder.resolve("orchard" + seed));
      try (Connection connection = DriverManager.getConnection(url)) {
        orchard.plant(connection);
        JoinReports reports = new JoinReports(random, orchard.moments());
        for (int i = 0; i < QUESTIONS_A_TABLE; i++) {
          rows += BothWays.ask(connection, "UTC", reports.next(), seed);
        }
      }
    }
    assertThat(rows).isGreaterThan(QUESTIONS);
  }
}
