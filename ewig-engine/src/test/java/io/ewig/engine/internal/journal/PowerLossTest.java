package io.ewig.engine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.PowerLossDisk.Mode;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power may go at any moment: what was acknowledged is there, and what is there is right.
 *
 * <p>The moments are those of {@link PowerLossDisk}, over real files: between appends, inside every
 * force, rename and allocation, while segments roll, and while an earlier loss is being repaired.
 */
class PowerLossTest {

  private static final int IMAGES_FAST = 250; // of each kind
  private static final int IMAGES_LONG = 5000;

  private Path folder;
  private int images;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Crashes.fastFolder();
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Crashes.delete(folder);
  }

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
    int failures = 0;
    for (long seed = 1; seed <= 5; seed++) {
      try {
        new Run(kind, seed, planted).go();
      } catch (AssertionError | IOException | EwigException noticed) {
        failures++;
      }
    }
    return failures;
  }

  /** One log that is written to while the power keeps going, all of it from one seed. */
  private final class Run {

    private final Kind kind;
    private final Forcing forcing;
    private final Randoms random;
    private final Commits source;
    private final Ledger ledger = new Ledger();
    private final Path home;
    private final PowerLossDisk disk;
    private int losses;

    Run(Kind kind, long seed, Forcing forcing) throws IOException {
      this.kind = kind;
      this.forcing = forcing;
      this.random = new Randoms(seed);
      this.source = new Commits(seed).payloadBytes(2000);
      this.home = folder.resolve(forcing + "-" + kind + "-" + seed);
      this.disk = new PowerLossDisk(home, forcing);
    }

    void go() throws IOException {
      disk.onMoment(this::maybeLose);
      int sessions = 1 + random.below(3);
      for (int i = 0; i < sessions; i++) {
        try (Journal log = Journal.open(Crashes.options(home, kind, disk))) {
          session(log);
        }
        lose("after close");
      }
      Crashes.delete(home);
    }

    private void session(Journal log) throws IOException {
      int commits = 10 + random.below(90);
      for (int i = 0; i < commits; i++) {
        boolean isLarge = !random.oneIn(3);
        ledger.append(log, isLarge ? source.of(log, 1 + random.below(20)) : source.any(log));
        if (random.oneIn(30)) {
          lose("after append");
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
        lose(operation);
      }
    }

    private void lose(String operation) throws IOException {
      Mode mode = random.of(Mode.values());
      Path image = home.resolveSibling(home.getFileName() + "-image" + losses);
      losses++;
      images++;
      try {
        disk.image(random, mode, image);
        recover(image);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dewig.seed=%d: %s, power loss %d (%s) during %s: %s"
                .formatted(random.seed(), kind, losses, mode, operation, e.getMessage()),
            e);
      } finally {
        Crashes.delete(image);
      }
    }

    /** Repairs an image, perhaps losing the power once more meanwhile. */
    private void recover(Path image) throws IOException {
      if (forcing == Forcing.HONEST && random.oneIn(3)) {
        PowerLossDisk second = new PowerLossDisk(image, Forcing.HONEST);
        second.onMoment(operation -> loseAgain(second, image, operation));
        Journal.open(Crashes.options(image, kind, second)).close();
      }
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

    private void loseAgain(PowerLossDisk second, Path image, String operation) throws IOException {
      if (!random.oneIn(6)) {
        return;
      }
      images++;
      Path again = image.resolveSibling(image.getFileName() + "-again");
      second.image(random, random.of(Mode.values()), again);
      try {
        goOn(again);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("while recovery was at " + operation + ": " + e.getMessage(), e);
      } finally {
        Crashes.delete(again);
      }
    }

    /** Opens what is left, compares, and writes on. */
    private Ledger goOn(Path image) {
      try (Journal log = Journal.open(Crashes.options(image, kind, new RealDisk()))) {
        Ledger after = ledger.adopt(log);
        ledger.checkWhole(log);
        after.write(log, new Commits(losses).payloadBytes(2000), 1 + random.below(5));
        long size = log.head().size();
        assertThat(log.proveInclusion(random.longBelow(size), size).size()).isEqualTo(size);
        after.check(log);
        return after;
      }
    }
  }
}
