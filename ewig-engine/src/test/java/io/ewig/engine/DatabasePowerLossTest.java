package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.PowerLossDisk.Mode;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.internal.journal.PowerLosses;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes while log, packs, runs, and checkpoints are written side by side: what was
 * acknowledged is there, and what is derived is used or made anew, never half-believed.
 */
class DatabasePowerLossTest {

  private static final int IMAGES_FAST = 12; // of each kind
  private static final int IMAGES_LONG = 2000;
  private static final int STEPS = 60;

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private int images;

  @ParameterizedTest
  @EnumSource(
      value = LogKind.class,
      names = {"CHRONICLE", "PLAIN"})
  void aDatabaseOutlivesThePower(LogKind kind) throws IOException {
    int wanted = Crashes.rounds(IMAGES_FAST, IMAGES_LONG);
    for (long seed = Crashes.firstSeed(); images < wanted; seed++) {
      new Run(kind, seed, Forcing.HONEST).go();
    }
    System.out.println(kind + ": " + images + " power losses over whole databases, nothing lost");
  }

  @ParameterizedTest
  @EnumSource(
      value = LogKind.class,
      names = {"CHRONICLE", "PLAIN"})
  void aDatabaseThatIsBeingMadeCanBeOpenedAndItsFirstEventIsThere(LogKind kind) throws IOException {
    Config config = DatabaseKillWriter.config(kind, Durability.DURABLE);
    Path home = folder.resolve("new");
    PowerLossDisk disk = new PowerLossDisk(home, Forcing.HONEST);
    Randoms random = new Randoms(1);
    disk.onMoment(operation -> reopen(disk, random, Mode.MIXED, config, 0));
    try (Ewig db = Ewig.open(home, config, SmallWorkings.on(disk))) {
      disk.onMoment(operation -> {});
      db.append(EventBuilder.in(Gardener.WORLD).type("StateChanged").json("{\"id\":\"rose\"}"));
      reopen(disk, random, Mode.LOST, config, 1);
    }
  }

  private void reopen(PowerLossDisk disk, Randoms random, Mode mode, Config config, long events)
      throws IOException {
    Path image = folder.resolve("image" + ++images);
    disk.image(random, mode, image);
    try (Ewig db = Ewig.open(image, config, SmallWorkings.on(new RealDisk()))) {
      assertThat(db.head().size()).isEqualTo(events);
    }
    Crashes.delete(image);
  }

  @Test
  void aDirectoryThatIsNotForcedWouldBeNoticed() {
    assertThat(
            PowerLosses.noticed(
                3, seed -> new Run(LogKind.PLAIN, seed, Forcing.NAMES_FORGOTTEN).go()))
        .isPositive();
  }

  /** One database that is worked on while the power keeps going. */
  private final class Run {

    private final Config config;
    private final Randoms random;
    private final Acknowledged acknowledged = new Acknowledged();
    private final Path home;
    private final PowerLosses power;

    Run(LogKind kind, long seed, Forcing forcing) throws IOException {
      config = DatabaseKillWriter.config(kind, Durability.DURABLE);
      random = new Randoms(seed);
      home = folder.resolve(forcing + "-" + kind + "-" + seed);
      power = new PowerLosses(kind.toString(), home, forcing, random, this::check);
    }

    void go() throws IOException {
      power.disk().onMoment(this::maybeLose);
      int sessions = 1 + random.below(2);
      for (int i = 0; i < sessions; i++) {
        try (Ewig db = Ewig.open(home, config, SmallWorkings.on(power.disk()))) {
          Gardener.plan(db);
          session(db, new Gardener(db, random, "g" + i, acknowledged::note));
        }
        power.lose("after close");
      }
      images += power.images();
      Crashes.delete(home);
    }

    private void session(Ewig db, Gardener gardener) throws IOException {
      for (int i = random.below(STEPS); i >= 0; i--) {
        gardener.work();
        while (random.oneIn(2) && db.step()) {
          Thread.onSpinWait();
        }
        if (random.oneIn(40)) {
          power.lose("after work");
        }
      }
    }

    private void maybeLose(String operation) throws IOException {
      boolean isLog = operation.startsWith("force log");
      if (random.oneIn(isLog ? 60 : 25)) {
        power.lose(operation);
      }
    }

    /** Opens what is left, compares, goes on, and compares with what a rebuild makes of it. */
    private void check(Path image) {
      int losses = power.losses();
      SortedMap<String, Hash> roots;
      Acknowledged after = new Acknowledged();
      Workings workings = SmallWorkings.on(new RealDisk());
      try (Ewig db = Ewig.open(image, config, workings)) {
        acknowledged.checkAll(db);
        Acknowledged.requireSound(db);
        Gardener.plan(db);
        Gardener gardener = new Gardener(db, new Randoms(losses), "after" + losses, after::note);
        for (int i = 0; i < 5; i++) {
          gardener.work();
          db.step();
        }
        roots = db.state().roots();
      }
      try (Ewig db = Ewig.rebuild(image, config, workings)) {
        assertThat(db.state().roots()).isEqualTo(roots);
        after.checkAll(db);
      }
    }
  }
}
