package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power may go at any moment: what was acknowledged is there, and what is there is right.
 *
 * <p>The moments are those of {@link PowerLossDisk}, over real files: between appends, inside every
 * force, rename and allocation, while segments roll, and while an earlier loss is being repaired.
 */
class PowerLossTest {

  private static final int IMAGES_FAST = 100; // of each kind
  private static final int IMAGES_LONG = 5000;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private int images;

  @ParameterizedTest
  @EnumSource
  void whatWasAcknowledgedOutlivesThePower(Kind kind) throws IOException {
    int wanted = Crashes.rounds(IMAGES_FAST, IMAGES_LONG);
    for (long seed = Crashes.firstSeed(); images < wanted; seed++) {
      new Run(kind, seed, Forcing.HONEST).go();
    }
    System.out.println(kind + ": " + images + " power losses over real files, nothing lost");
  }

  @ParameterizedTest
  @EnumSource
  void aForceThatDoesNothingWouldBeNoticed(Kind kind) {
    assertThat(failures(kind, Forcing.MAPS_FORGOTTEN)).isPositive();
  }

  @Test
  void aDirectoryThatIsNotForcedWouldBeNoticed() {
    assertThat(failures(Kind.PLAIN, Forcing.NAMES_FORGOTTEN)).isPositive();
  }

  private int failures(Kind kind, Forcing planted) {
    return PowerLosses.noticed(5, seed -> new Run(kind, seed, planted).go());
  }

  /** One log that is written to while the power keeps going, all of it from one seed. */
  private final class Run {

    private final Kind kind;
    private final Randoms random;
    private final Commits source;
    private final Ledger ledger = new Ledger();
    private final Path home;
    private final PowerLosses power;

    Run(Kind kind, long seed, Forcing forcing) throws IOException {
      this.kind = kind;
      this.random = new Randoms(seed);
      this.source = new Commits(seed).payloadBytes(2000);
      this.home = folder.resolve(forcing + "-" + kind + "-" + seed);
      this.power = new PowerLosses(kind.toString(), home, forcing, random, this::recover);
    }

    void go() throws IOException {
      power.disk().onMoment(this::maybeLose);
      int sessions = 1 + random.below(3);
      for (int i = 0; i < sessions; i++) {
        try (Journal log = Journal.open(Crashes.options(home, kind, power.disk()))) {
          session(log);
        }
        power.lose("after close");
      }
      images += power.images();
      Crashes.delete(home);
    }

    private void session(Journal log) throws IOException {
      int commits = 10 + random.below(90);
      for (int i = 0; i < commits; i++) {
        boolean isLarge = !random.oneIn(3);
        ledger.append(log, isLarge ? source.of(log, 1 + random.below(20)) : source.any(log));
        if (random.oneIn(30)) {
          power.lose("after append");
        }
        if (!random.oneIn(3)) {
          ledger.await(log);
        }
      }
      ledger.await(log);
    }

    private void maybeLose(String operation) throws IOException {
      boolean isCommon = operation.startsWith("force active");
      if (random.oneIn(isCommon ? 12 : 5)) {
        power.lose(operation);
      }
    }

    /** Repairs an image, perhaps losing the power once more meanwhile. */
    private void recover(Path image) throws IOException {
      power.repair(
          image, 6, (disk, at) -> Journal.open(Crashes.options(at, kind, disk)), this::goOn);
      if (ledger.acknowledged() > 0 && random.oneIn(4)) {
        try (Journal log = Crashes.openReadOnly(image)) {
          ledger.check(log);
        }
      }
      Ledger after = goOn(image);
      try (Journal log = Crashes.open(image, kind)) {
        after.check(log);
      }
    }

    /** Opens what is left, compares, and writes on. */
    private Ledger goOn(Path image) {
      try (Journal log = Journal.open(Crashes.options(image, kind, new RealDisk()))) {
        Ledger after = ledger.adopt(log);
        ledger.checkWhole(log);
        after.write(log, new Commits(power.losses()).payloadBytes(2000), 1 + random.below(5));
        long size = log.head().size();
        assertThat(log.proveInclusion(random.longBelow(size), size).size()).isEqualTo(size);
        after.check(log);
        return after;
      }
    }
  }
}
