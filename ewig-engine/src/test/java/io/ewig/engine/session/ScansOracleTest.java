package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.LogKind;
import io.ewig.engine.Tier;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import org.junit.jupiter.api.Test;

/**
 * Ranges of keys, of valid time and of system time over random histories with branches and merges,
 * committed or not: every answer is what looking at all recorded facts gives.
 */
class ScansOracleTest {

  private static final long QUESTIONS = Tier.count(60_000, 1_000_000);

  private static final int STEPS = 260;

  @Test
  void everyScanIsTheOracles() {
    long asked = 0;
    long rows = 0;
    long seed = Long.getLong("ewig.seed", 1);
    for (; asked < QUESTIONS; seed++) {
      Randoms random = new Randoms(seed);
      LogKind kind = random.of(LogKind.MEMORY, LogKind.PLAIN);
      try (TestDatabase db =
          new TestDatabase(kind, 2_000 << random.below(5), Durability.NONE, random)) {
        ScanQuestions questions = ask(random, db);
        asked += questions.asked();
        rows += questions.rows();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dewig.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println("scans: " + asked + " questions, " + rows + " rows, seeds below " + seed);
    assertThat(rows).isGreaterThan(asked / 2);
  }

  private static ScanQuestions ask(Randoms random, TestDatabase db) {
    RandomHistory history = new RandomHistory(random, db);
    ScanQuestions questions = new ScanQuestions(random, db, history);
    for (int i = 0; i < STEPS; i++) {
      history.step();
      if (random.oneIn(4)) {
        db.state().step();
      }
      if (random.oneIn(40)) {
        db.state().catchUp(db.log().head().size());
        db.state().versions().flush();
      }
      questions.ask(4);
    }
    history.giveUp();
    db.rebuild();
    for (int n = 0; n < 100; n++) {
      questions.ask(4);
    }
    return questions;
  }
}
