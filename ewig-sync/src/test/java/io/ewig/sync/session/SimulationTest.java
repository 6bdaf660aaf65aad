package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

  private static final boolean IS_LONG = "long".equals(System.getProperty("ewig.tier"));
  private static final int SEEDS = IS_LONG ? 600_000 : 7_000;
  private static final int FOLDING_SEEDS = IS_LONG ? 100_000 : 2_000;
  private static final int LYING_SEEDS = IS_LONG ? 300_000 : 3_000;
  private static final int SEEDS_FOR_A_DEFECT = 1_000;

  private static final Set<ModelReplica.Defect> LIARS_SHOW =
      Set.of(ModelReplica.Defect.UNCHECKED_CHAIN, ModelReplica.Defect.UNCHECKED_SIGNATURE);

  @Test
  void replicasConvergeWhateverTheNetworkTheDisksAndTheClocksDo() {
    for (long seed = 0; seed < SEEDS; seed++) {
      assertThat(new Simulation(seed, 0).run()).as("seed %s", seed).isEmpty();
    }
  }

  @Test
  void replicasThatFoldConvergeAndWhoIsTooOldIsToldAndBeginsAnew() {
    int tooOld = 0;
    int foldings = 0;
    for (long seed = 0; seed < FOLDING_SEEDS; seed++) {
      Simulation simulation = Simulation.ofFolding(seed);
      assertThat(simulation.run()).as("seed %s", seed).isEmpty();
      tooOld += simulation.tooOld();
      foldings += simulation.folded() > 0 ? 1 : 0;
    }
    assertThat(foldings).as("seeds in which something is folded").isGreaterThan(FOLDING_SEEDS / 5);
    assertThat(tooOld).as("replicas that began anew").isGreaterThan(FOLDING_SEEDS / 20);
  }

  @Test
  void honestReplicasConvergeOrNoticeWhoeverLies() {
    for (long seed = 0; seed < LYING_SEEDS; seed++) {
      int liars = 1 + (int) (seed % 3);
      assertThat(new Simulation(seed, liars).run()).as("seed %s", seed).isEmpty();
    }
  }

  /** What could not find a defect that is there would prove nothing. */
  @ParameterizedTest
  @EnumSource(ModelReplica.Defect.class)
  void aDefectIsFoundWithinAThousandSeeds(ModelReplica.Defect defect) {
    long seed = 0;
    while (seed < SEEDS_FOR_A_DEFECT && simulation(seed, defect).run().isEmpty()) {
      seed++;
    }
    assertThat(seed).as("seeds without a finding").isLessThan(SEEDS_FOR_A_DEFECT);
  }

  private static Simulation simulation(long seed, ModelReplica.Defect defect) {
    return defect == ModelReplica.Defect.HORIZON_IGNORES_A_REPLICA
        ? Simulation.ofFolding(seed, defect)
        : new Simulation(seed, LIARS_SHOW.contains(defect) ? 1 : 0, defect);
  }
}
