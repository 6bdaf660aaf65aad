package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Tier;
import io.ewig.engine.log.Progress;
import org.junit.jupiter.api.Test;

/** A merge gives the same, whether what it starts from is folded or not. */
class FoldingTwinsTest {

  private static final int SEEDS = Tier.count(8, 3_000);
  private static final int STEPS = 80;

  @Test
  void branchesTagsAndMergesAreTheSameWhetherFoldedOrNot() {
    int folds = 0;
    int merges = 0;
    int refused = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try (FoldingTwins twins = new FoldingTwins(seed)) {
        for (int i = 0; i < STEPS; i++) {
          try {
            twins.step();
          } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", step " + i, e);
          }
        }
        refused += twins.refused();
        folds += twins.folds();
        merges += twins.merges();
        if (seed % 4 == 0) {
          for (Ewig db : twins.all()) {
            assertThat(db.state().verify(Progress.SILENT).findings()).as("seed %s", seed).isEmpty();
          }
        }
      }
    }
    assertThat(folds).isGreaterThan(3 * SEEDS);
    assertThat(merges).isGreaterThan(10 * SEEDS);
    assertThat(refused).as("of %s merges", merges).isLessThan(merges / 20);
  }
}
