package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.LogKind;
import io.ewig.engine.Tier;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.merge.MergeStrategy;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random histories of tables, worlds, branches and merges, by transactions that cross each other:
 * every answer at every moment is the oracle's, also after reopening, and after a rebuild in
 * another language and time zone.
 */
class OracleTest {

  /** All of them in each pass: fewer do not come by every kind of merge. */
  private static final long QUESTIONS = Tier.isLong() ? 1_100_000 : 110_000;

  private static final int STEPS = 260;

  @Test
  void everyAnswerIsTheOracles() {
    Map<ErrorCode, Integer> refusals = new TreeMap<>();
    Map<String, Integer> merges = new TreeMap<>();
    long asked = 0;
    long seed = Long.getLong("ewig.seed", 1);
    for (; asked < QUESTIONS; seed++) {
      Locale locale = Locale.getDefault();
      TimeZone zone = TimeZone.getDefault();
      try {
        asked += run(new Randoms(seed), refusals, merges);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dewig.seed=" + seed + ": " + e.getMessage(), e);
      } finally {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
      }
    }
    System.out.println(
        "sessions: " + asked + " questions, seeds below " + seed + ", refused " + refusals);
    System.out.println("merges: " + merges);
    assertThat(refusals)
        .containsKeys(
            ErrorCode.WRITE_CONFLICT, ErrorCode.DUPLICATE_KEY, ErrorCode.DUPLICATE_BRANCH);
    for (MergeStrategy how : MergeStrategy.values()) {
      boolean isMove = how == MergeStrategy.FAST_FORWARD;
      assertThat(merges).containsKey(how + (isMove ? " FastForwarded" : " Merged"));
    }
  }

  private static long run(
      Randoms random, Map<ErrorCode, Integer> refusals, Map<String, Integer> merges) {
    LogKind kind = random.oneIn(12) ? LogKind.CHRONICLE : random.of(LogKind.MEMORY, LogKind.PLAIN);
    int memory = 2_000 << random.below(5);
    try (TestDatabase db = new TestDatabase(kind, memory, Durability.NONE, random)) {
      RandomHistory history = new RandomHistory(random, db);
      OracleQuestions questions = new OracleQuestions(random, db, history);
      for (int i = 0; i < STEPS; i++) {
        history.step();
        disturb(random, db, history);
        questions.ask(6);
      }
      history.giveUp();
      for (int i = 0; i < 2; i++) { // rebuilt under another language, live under another
        Locale.setDefault(Locale.forLanguageTag(i == 0 ? "tr-TR" : "ar-EG"));
        TimeZone.setDefault(TimeZone.getTimeZone(i == 0 ? "Asia/Kathmandu" : "America/St_Johns"));
        if (i == 0) {
          db.rebuild();
        }
        for (int n = 0; n < 80; n++) {
          questions.ask(10);
        }
      }
      history.refusals().forEach((code, count) -> refusals.merge(code, count, Integer::sum));
      history.merges().counts().forEach((what, count) -> merges.merge(what, count, Integer::sum));
      return questions.asked();
    }
  }

  private static void disturb(Randoms random, TestDatabase db, RandomHistory history) {
    if (random.oneIn(4)) {
      db.state().step();
    }
    if (random.oneIn(40)) {
      db.state().catchUp(db.log().head().size());
      db.state().versions().flush();
    }
    if (random.oneIn(120)) {
      history.giveUp();
      if (random.oneIn(3)) {
        db.rebuild();
      } else {
        db.reopen();
      }
    }
  }
}
