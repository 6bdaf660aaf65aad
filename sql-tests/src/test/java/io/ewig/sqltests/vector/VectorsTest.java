package io.ewig.sqltests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fast tier asks 200 questions, the long one 100,000. */
class VectorsTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int QUESTIONS = IS_LONG ? 100_000 : 200;
  private static final int QUESTIONS_A_LOG = IS_LONG ? 5_000 : 200;
  private static final int EVENTS = 3_000;
  private static final List<String> ZONES = List.of("UTC", "Europe/Vienna", "Asia/Kathmandu");

  @TempDir Path folder;

  @Test
  void vectorsAnswerAsRowsDo() throws Exception {
    long seed = Long.getLong("ewig.seed", 20_260_327L);
    int asked = 0;
    for (; asked < QUESTIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Path log = folder.resolve("log" + seed);
      Happenings.grow(log, EVENTS, random);
      try (Connection connection = Happenings.connect(log)) {
        Happenings.settle(connection, EVENTS);
        Happenings.goOn(connection, random);
        asked += ask(connection, new Reports(random), seed);
      }
    }
    assertThat(asked).isGreaterThanOrEqualTo(QUESTIONS);
  }

  private static int ask(Connection connection, Reports reports, long seed) throws SQLException {
    for (int i = 0; i < QUESTIONS_A_LOG; i++) {
      BothWays.ask(connection, ZONES.get(i % ZONES.size()), reports.next(), seed);
    }
    return QUESTIONS_A_LOG;
  }
}
