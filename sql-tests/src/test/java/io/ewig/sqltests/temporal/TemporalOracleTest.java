package io.ewig.sqltests.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The fast tier asks 2,000 questions, the long one 100,000. */
class TemporalOracleTest {

  private static final boolean IS_LONG = System.getProperty("ewig.tier", "fast").equals("long");
  private static final int QUESTIONS = IS_LONG ? 100_000 : 2_000;
  private static final int QUESTIONS_A_HISTORY = 200;
  private static final long SEED = Long.getLong("ewig.seed", 20_260_101L);

  @Test
  void everyQuestionAboutTimeIsAnsweredAsAPlainListAnswersIt() throws SQLException {
    int asked = 0;
    for (long seed = SEED; asked < QUESTIONS; seed++) {
      try (History history = new History(seed)) {
        asked += history.live(QUESTIONS_A_HISTORY);
      }
    }
    assertThat(asked).isGreaterThanOrEqualTo(QUESTIONS);
  }
}
