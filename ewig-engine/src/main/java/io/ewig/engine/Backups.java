package io.ewig.engine;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.backup.BackupFolder;
import io.ewig.engine.backup.Restore;
import io.ewig.engine.backup.RestoreRun;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.InceptionFile;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.LogImage;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.BiFunction;

/** What is done with backups that {@link Ewig#backup} has made; no database is open for that. */
public final class Backups {

  private Backups() {}

  /** What a backup says of itself. */
  public static Backup read(Path backup) {
    return BackupFolder.read(new RealDisk(), backup);
  }

  /** Reads all of a backup, bases and all; what is not as it was, or nothing. */
  public static List<Finding> verify(Path backup, Progress progress) {
    return BackupFolder.open(new RealDisk(), backup).verify(progress);
  }

  /**
   * Makes a database of a backup in a folder that is empty or not there yet. One that was killed is
   * taken up by the same call.
   *
   * @return where the log of the restored database ends
   */
  public static Head restore(Path backup, Path folder, Restore how, Progress progress) {
    return restore(backup, folder, how, progress, Workings.DEFAULT);
  }

  static Head restore(Path backup, Path folder, Restore how, Progress progress, Workings workings) {
    Disk disk = workings.disk();
    Head end =
        RestoreRun.run(
            disk,
            BackupFolder.open(disk, backup),
            folder,
            how,
            () -> DatabaseFile.newId(new SecureRandom()),
            (where, who, look) -> readLog(new Home(where, disk), who, how, workings, look),
            progress);
    index(new Home(folder, disk), how, workings);
    return end;
  }

  /** Makes what is derived from the log, which whoever verifies the new database would miss. */
  private static void index(Home home, Restore how, Workings workings) {
    DatabaseFile who = home.who();
    if (who.encrypted() && how.key().isEmpty()) {
      return; // then whoever has the key and opens it to write does so
    }
    Config config = how.key().map(Config.defaults()::withKey).orElse(Config.defaults());
    try (Ground ground = Ground.of(home, who, config, workings)) {
      Journal.open(ground.journal()).close();
    }
  }

  private static LogImage readLog(
      Home home,
      DatabaseFile who,
      Restore how,
      Workings workings,
      BiFunction<Journal, Inception, LogImage> look) {
    Config plain = Config.defaults().withReadOnly(true);
    Config config = how.key().map(plain::withKey).orElse(plain);
    try (Ground ground = Ground.of(home, who, config, workings);
        Journal log = Journal.open(ground.journal())) {
      Inception inception =
          InceptionFile.read(home.disk(), home.folder(), who.inception(), ground.keys());
      return look.apply(log, inception);
    }
  }
}
