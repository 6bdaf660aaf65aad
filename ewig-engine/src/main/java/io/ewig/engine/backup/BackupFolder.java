package io.ewig.engine.backup;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A finished backup on disk, with the folders of its bases. */
public final class BackupFolder {

  private final Disk disk;
  private final Backup backup;
  private final List<Path> homes; // by number: its own, then those of its bases

  private BackupFolder(Disk disk, Backup backup, List<Path> homes) {
    this.disk = disk;
    this.backup = backup;
    this.homes = homes;
  }

  /** Reads what a backup says of itself, and finds its bases. */
  public static BackupFolder open(Disk disk, Path folder) {
    Backup backup = read(disk, folder);
    List<Path> homes = new ArrayList<>(List.of(folder));
    for (Backup.Base base : backup.bases()) {
      Path home = folder.resolve(base.path()).normalize();
      boolean isThere = disk.exists(home.resolve(Backup.NAME));
      if (!isThere || !read(disk, home).id().equals(base.id())) {
        throw new UserException(
            ErrorCode.NOT_A_BACKUP,
            home
                + (isThere ? " holds another backup than the one that " : " lacks the backup that ")
                + folder
                + " builds on; put the one with id "
                + base.id()
                + " there");
      }
      homes.add(home);
    }
    return new BackupFolder(disk, backup, homes);
  }

  /** What the backup in a folder says of itself. */
  public static Backup read(Disk disk, Path folder) {
    Path file = folder.resolve(Backup.NAME);
    if (!disk.exists(file)) {
      throw new UserException(
          ErrorCode.NOT_A_BACKUP,
          folder
              + " holds no finished backup: there is no "
              + Backup.NAME
              + " in it; finish it by the command that began it, or choose another one");
    }
    byte[] bytes = Failures.ask("read", file, () -> disk.read(file));
    return BackupFormat.read(bytes, file.toString());
  }

  public Backup backup() {
    return backup;
  }

  /** Where files of a home lie: its own is 0. */
  Path home(int number) {
    return homes.get(number);
  }

  Path fileOf(BackupFile file) {
    return homes.get(file.home()).resolve(file.path());
  }

  /** The files by their paths in a database. */
  Map<String, BackupFile> byPath() {
    Map<String, BackupFile> files = new HashMap<>();
    backup.files().forEach(file -> files.put(file.path(), file));
    return files;
  }

  /** Reads all of it, and says which files are not what they were; none if all is well. */
  public List<Finding> verify(Progress progress) {
    Copies copies = new Copies(disk, progress, backup.bytes());
    List<Finding> findings = new ArrayList<>();
    for (BackupFile file : backup.files()) {
      Path path = fileOf(file);
      try {
        String wrong = wrongWith(file, path, copies);
        if (!wrong.isEmpty()) {
          findings.add(new Finding(path.toString(), -1, wrong));
        }
      } catch (IOException | InternalError e) {
        findings.add(new Finding(path.toString(), -1, "can't be read: " + e.getMessage()));
      }
    }
    return findings;
  }

  private String wrongWith(BackupFile file, Path path, Copies copies) throws IOException {
    if (!disk.exists(path)) {
      return "is missing";
    }
    long bytes = disk.size(path);
    if (bytes != file.bytes()) {
      return "has " + bytes + " bytes instead of " + file.bytes();
    }
    return copies.hash(path).equals(file.sha256()) ? "" : "its SHA-256 does not hold";
  }

  /** A file of a backup that is not what it was. */
  static CorruptionException damaged(Path file, String what) {
    return new CorruptionException(
        ErrorCode.CORRUPT_FILE,
        file.toString(),
        -1,
        what + "; restore from another backup, and verify this one to see what else is damaged");
  }
}
