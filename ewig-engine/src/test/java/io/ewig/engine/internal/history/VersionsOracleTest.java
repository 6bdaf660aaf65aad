package io.ewig.engine.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.crypt.TestKeys;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random histories, flushed, merged and reopened at random: the answers are the oracle's. */
class VersionsOracleTest {

  private static final int QUESTIONS = Tier.count(100_000, 2_000_000);

  @ParameterizedTest
  @CsvSource({"false, 100", "true, 40"})
  void everyAnswerIsTheOracles(boolean isEncrypted, int percent) throws IOException {
    long asked = 0;
    for (long seed = Long.getLong("ewig.seed", 1);
        asked < QUESTIONS * (long) percent / 100;
        seed++) {
      Path folder = Folders.fresh();
      FrameKeys keys = isEncrypted ? TestKeys.in(folder) : FrameKeys.NONE;
      try {
        asked += new Run(new Randoms(seed), folder, keys).go();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dewig.seed=" + seed + ": " + e.getMessage(), e);
      } finally {
        Folders.delete(folder);
      }
    }
    System.out.println("versions, encrypted " + isEncrypted + ": " + asked + " questions");
  }

  private static final class Run {

    private final Randoms random;
    private final VersionsOptions options;
    private final History history;
    private final VersionOracle oracle = new VersionOracle();
    private final Questions questions;

    Run(Randoms random, Path folder, FrameKeys keys) {
      this.random = random;
      int memory = 1000 << random.below(6);
      this.options = Folders.options(folder, new RealDisk(), keys, memory);
      this.history = new History(random, random.of(1, 5, 40, 200));
      this.questions = new Questions(random, history, oracle);
    }

    long go() {
      Versions versions = Versions.open(options, history::has);
      for (int round = 0; round < 150; round++) {
        for (int i = random.below(8); i > 0; i--) {
          History.Commit commit = history.next();
          commit.entries().forEach(entry -> oracle.put(entry.key(), entry.version()));
          History.apply(commit, versions);
        }
        versions = disturb(versions);
        questions.ask(versions, 20);
      }
      while (versions.step()) {
        questions.ask(versions, 1);
      }
      questions.ask(versions, 500);
      versions.check();
      assertThat(versions.statistics().runs()).isLessThan(3 * 8);
      versions.close();
      return questions.asked();
    }

    private Versions disturb(Versions versions) {
      if (random.oneIn(3)) {
        versions.step();
      }
      if (random.oneIn(15)) {
        versions.flush();
      }
      if (!random.oneIn(20)) {
        return versions;
      }
      versions.close();
      Versions again = Versions.open(options, history::has);
      history.catchUp(again);
      return again;
    }
  }
}
