package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Tier;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has folded its past and who has not come to the same, or are told that they can't. */
class FoldingConvergenceTest {

  private static final int SEEDS = Tier.count(6, 1_000);
  private static final int STEPS = 60;

  @Test
  void replicasThatFoldComeToTheRootsOfThoseThatNeverDo() {
    int folded = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try (FoldingGarden garden = new FoldingGarden(seed)) {
        for (int i = 0; i < STEPS; i++) {
          garden.step();
        }
        List<Hash> roots = garden.heal();
        assertThat(garden.refused()).as("seed %s: %s", seed, garden.why()).isZero();
        assertThat(roots).as("seed %s", seed).containsOnly(garden.first().replica().root());
        folded += garden.folded();
        if (seed % 6 == 0) {
          for (Ewig db : garden.all()) {
            assertThat(db.state().verify(Progress.SILENT).findings()).as("seed %s", seed).isEmpty();
          }
        }
      }
    }
    assertThat(folded).isGreaterThan(SEEDS);
  }

  @Test
  void aHorizonThatIgnoresAReplicaIsFoundOutAndNeverMergesWrong() {
    int refused = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try (FoldingGarden garden = new FoldingGarden(seed)) {
        for (int i = 0; i < STEPS; i++) {
          if (i % 10 == 9) {
            garden.fold(Set.of(garden.any().replica().self())); // the bug
          }
          garden.step();
        }
        int before = garden.refused();
        List<Hash> roots = garden.heal();
        boolean isOne = roots.stream().allMatch(garden.first().replica().root()::equals);
        assertThat(isOne || garden.refused() > before).as("seed %s", seed).isTrue();
        refused += garden.refused() > 0 ? 1 : 0;
      }
    }
    assertThat(refused).isPositive();
  }
}
