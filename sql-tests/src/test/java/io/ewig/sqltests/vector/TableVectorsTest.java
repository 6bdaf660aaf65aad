package io.ewig.sqltests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fast tier asks 60 questions, the long one 50,000. */
class TableVectorsTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int QUESTIONS = IS_LONG ? 50_000 : 60;
  private static final int QUESTIONS_A_TABLE = IS_LONG ? 2_000 : 60;

  @TempDir Path folder;

  @Test
  void tablesAnswerByVectorsAsTheyDoRowByRow() throws Exception {
    long seed = Long.getLong("ewig.seed", 20_261_122L);
    int asked = 0;
    int rows = 0;
    for (; asked < QUESTIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Orchard orchard = new Orchard(random);
      String url = Orchard.url(folder.resolve("orchard" + seed));
      try (Connection connection = DriverManager.getConnection(url)) {
        orchard.plant(connection);
        OrchardReports reports = new OrchardReports(random, orchard.moments());
        for (int i = 0; i < QUESTIONS_A_TABLE / 2; i++) {
          rows += BothWays.ask(connection, "UTC", reports.next(), seed);
        }
        rows += askWithOwnWrites(connection, orchard, reports, random, seed);
      }
      asked += QUESTIONS_A_TABLE;
    }
    assertThat(rows).isGreaterThan(QUESTIONS);
  }

  private static int askWithOwnWrites(
      Connection connection,
      Orchard orchard,
      OrchardReports reports,
      SplittableRandom random,
      long seed)
      throws SQLException {
    int rows = 0;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < QUESTIONS_A_TABLE / 2; i++) {
        if (i % 50 == 0) {
          connection.rollback();
          orchard.change(statement, random.nextInt(1, 20));
        }
        rows += BothWays.ask(connection, "UTC", reports.next(), seed);
      }
    }
    connection.rollback();
    return rows;
  }
}
