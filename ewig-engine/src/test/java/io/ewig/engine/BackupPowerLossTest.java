package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.backup.Restore;
import io.ewig.engine.backup.Restore.Until;
import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.PowerLossDisk.Mode;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Crashes;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes while a backup is made, or restored: one that calls itself finished is whole, and
 * any other is taken up where it was.
 */
class BackupPowerLossTest {

  private static final int IMAGES_FAST = 3; // of a hundred moments
  private static final int IMAGES_LONG = 100;
  private static final Workings REAL = SmallWorkings.on(new RealDisk());

  @TempDir(factory = FastFolder.class)
  private Path folder;

  private Path root;
  private Randoms random;
  private int images;

  @BeforeEach
  void makeADatabase() {
    root = folder.resolve("disk");
    random = new Randoms(Crashes.firstSeed());
    try (Ewig db = Ewig.open(root.resolve("garden"), config(), REAL)) {
      Gardener.plan(db);
      Gardener gardener = new Gardener(db, new Randoms(1), "g", said -> {});
      for (int i = 0; i < 250; i++) {
        gardener.work();
      }
    }
  }

  private static Config config() {
    return Config.defaults().withLog(LogKind.PLAIN).withSegmentBytes(1 << 20);
  }

  private boolean isTime() {
    return random.below(100) < Crashes.rounds(IMAGES_FAST, IMAGES_LONG) || images == 0;
  }

  private static Mode mode(Randoms random) {
    return Mode.values()[random.below(Mode.values().length)];
  }

  @Test
  void aBackupOutlivesThePower() throws IOException {
    PowerLossDisk disk = new PowerLossDisk(root, Forcing.HONEST);
    disk.onMoment(operation -> loseBackup(disk));
    try (Ewig db = Ewig.open(root.resolve("garden"), config(), SmallWorkings.on(disk))) {
      db.backup(root.resolve("full"), Optional.empty(), Progress.SILENT);
      loseBackup(disk);
    }
    assertThat(images).isPositive();
  }

  private void loseBackup(PowerLossDisk disk) throws IOException {
    if (!isTime()) {
      return;
    }
    Path image = folder.resolve("image" + ++images);
    disk.image(random, mode(random), image);
    Path full = image.resolve("full");
    if (!Files.exists(full.resolve(Backup.NAME))) {
      try (Ewig db = Ewig.open(image.resolve("garden"), config(), REAL)) {
        db.backup(full, Optional.empty(), Progress.SILENT);
      }
    }
    assertThat(Backups.verify(full, Progress.SILENT)).isEmpty();
    Crashes.delete(image);
  }

  @Test
  void aRestoringOutlivesThePower() throws IOException {
    Head whole;
    try (Ewig db = Ewig.open(root.resolve("garden"), config(), REAL)) {
      whole = db.backup(folder.resolve("full"), Optional.empty(), Progress.SILENT).head();
    }
    for (Restore how :
        new Restore[] {Restore.ALL, Restore.ALL.until(new Until.Seq(whole.size() / 2))}) {
      Path home = folder.resolve("restored" + images);
      PowerLossDisk disk = new PowerLossDisk(home, Forcing.HONEST);
      Head[] wanted = {Head.EMPTY};
      disk.onMoment(operation -> loseRestored(disk, how, wanted));
      Workings workings = SmallWorkings.on(disk);
      wanted[0] = restore(home.resolve("copy"), how, workings);
      loseRestored(disk, how, wanted);
    }
    assertThat(images).isPositive();
  }

  private Head restore(Path to, Restore how, Workings workings) {
    return Backups.restore(folder.resolve("full"), to, how, Progress.SILENT, workings);
  }

  private void loseRestored(PowerLossDisk disk, Restore how, Head[] wanted) throws IOException {
    if (!isTime()) {
      return;
    }
    Path image = folder.resolve("image" + ++images);
    disk.image(random, mode(random), image);
    Path copy = image.resolve("copy");
    if (!Files.exists(copy.resolve("ewig.json"))) {
      restore(copy, how, REAL);
    }
    try (Ewig db = Ewig.open(copy, config(), REAL)) {
      assertThat(db.troubles().damage()).isEmpty();
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(wanted[0]).isIn(Head.EMPTY, db.head());
    }
    Crashes.delete(image);
  }
}
