package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.internal.journal.PowerLosses;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power may go at any moment, while packs are written, sealed, emptied and removed, and while
 * an earlier loss is made good: what was forced is there, and what is there is right.
 */
class PackPowerLossTest {

  private static final int IMAGES_FAST = 400;
  private static final int IMAGES_LONG = 10_000;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private int images;

  @Test
  void whatWasForcedOutlivesThePower() throws IOException {
    int wanted = Crashes.rounds(IMAGES_FAST, IMAGES_LONG);
    for (long seed = Crashes.firstSeed(); images < wanted; seed++) {
      new Run(seed, Forcing.HONEST).go();
    }
    System.out.println("packs: " + images + " power losses over real files, nothing lost");
  }

  @ParameterizedTest
  @EnumSource(names = {"APPENDS_FORGOTTEN", "NAMES_FORGOTTEN"})
  void aForceThatDoesNothingWouldBeNoticed(Forcing planted) {
    assertThat(PowerLosses.noticed(5, seed -> new Run(seed, planted).go())).isPositive();
  }

  private static PackStore open(Disk disk, Path home) {
    return PackStore.open(PackFixture.options(disk, home.resolve("store"), FrameKeys.NONE, false));
  }

  /** One store that is written to while the power keeps going, all of it from one seed. */
  private final class Run {

    private final Randoms random;
    private final PackLedger ledger = new PackLedger();
    private final Path home;
    private final PowerLosses power;

    Run(long seed, Forcing forcing) throws IOException {
      this.random = new Randoms(seed);
      this.home = folder.resolve(forcing + "-" + seed);
      this.power = new PowerLosses("packs", home, forcing, random, this::recover);
    }

    void go() throws IOException {
      if (random.oneIn(2)) {
        power.disk().createDirectories(home.resolve("store")); // and nobody has forced its name
      }
      power.disk().onMoment(this::maybeLose);
      int sessions = 1 + random.below(4);
      for (int i = 0; i < sessions; i++) {
        try (PackStore store = open(power.disk(), home)) {
          session(store);
        }
        power.lose("after close");
      }
      images += power.images();
      Crashes.delete(home);
    }

    private void session(PackStore store) throws IOException {
      int puts = 10 + random.below(120);
      for (int i = 0; i < puts; i++) {
        ledger.put(store, random);
        if (random.oneIn(6)) {
          ledger.force(store);
        }
        if (random.oneIn(40)) {
          ledger.collect(store, random);
        }
        if (random.oneIn(40)) {
          power.lose("after put");
        }
      }
      if (random.oneIn(2)) {
        ledger.force(store);
      }
    }

    private void maybeLose(String operation) throws IOException {
      if (random.oneIn(4)) {
        power.lose(operation);
      }
    }

    /** Opens an image, perhaps losing the power once more meanwhile. */
    private void recover(Path image) throws IOException {
      power.repair(image, 1, PackPowerLossTest::open, this::goOn);
      if (random.oneIn(3)) {
        try (PackStore reader = PackFixture.openReadOnly(image.resolve("store"), FrameKeys.NONE)) {
          ledger.check(reader);
        }
      }
      goOn(image);
    }

    /** Opens what is left, compares, and writes on. */
    private void goOn(Path image) {
      PackLedger after = ledger.copy();
      Randoms own = new Randoms(power.losses());
      for (int i = 0; i < 2; i++) {
        try (PackStore store = open(new RealDisk(), image)) {
          after.check(store);
          for (int puts = own.below(10); puts > 0; puts--) {
            after.put(store, own);
          }
          after.force(store);
          after.check(store);
        }
      }
    }
  }
}
