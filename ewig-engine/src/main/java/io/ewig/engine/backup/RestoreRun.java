package io.ewig.engine.backup;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.Journal;
import io.ewig.engine.internal.journal.LogImage;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Makes a database of a backup.
 *
 * <ul>
 *   <li>every file is checked against its SHA-256 as it is copied, and the log against the head
 *       that the backup names;
 *   <li>{@code ewig.json} comes last: before it, the folder is no database, and whoever asks for
 *       the same again goes on where this one ended; behind it, nothing in the folder is touched.
 * </ul>
 */
public final class RestoreRun {

  /** Opens the log of a folder to read, with the keys that lie there. */
  @FunctionalInterface
  public interface LogDoor {
    LogImage read(Path folder, DatabaseFile who, BiFunction<Journal, Inception, LogImage> look);
  }

  private final Disk disk;
  private final BackupFolder from;
  private final Path to;
  private final Restore how;
  private final LogDoor door;
  private final Copies copies;

  private RestoreRun(
      Disk disk, BackupFolder from, Path to, Restore how, LogDoor door, Progress progress) {
    this.disk = disk;
    this.from = from;
    this.to = to;
    this.how = how;
    this.door = door;
    this.copies = new Copies(disk, progress, from.backup().bytes());
  }

  /**
   * Restores into a folder that is empty, not there yet, or holds what a killed run of the same has
   * left.
   *
   * @param newOrigin makes a name to write under, if one is wanted
   * @return where the restored log ends
   */
  public static Head run(
      Disk disk,
      BackupFolder from,
      Path to,
      Restore how,
      Supplier<Origin> newOrigin,
      LogDoor door,
      Progress progress) {
    RestoreRun run = new RestoreRun(disk, from, to, how, door, progress);
    return Copies.ask("restore to", to, () -> run.run(newOrigin));
  }

  private Head run(Supplier<Origin> newOrigin) throws IOException {
    Claim claim = new Claim(disk, to, purpose(), DatabaseFile.NAME);
    if (claim.isFulfilled()) { // and the database may have been written to since
      claim.release();
      return mayLook() ? headThere() : from.backup().head();
    }
    claim.take(copies);
    Backup backup = from.backup();
    for (BackupFile file : backup.files()) {
      bring(file);
    }
    removeStrays();
    Head head = mayLook() ? check(backup) : backup.head();
    DatabaseFile who = backup.database();
    if (how.isNewOrigin()) {
      who = who.writingAs(newOrigin.get());
    }
    disk.replace(to.resolve(DatabaseFile.NAME), who.toBytes());
    claim.release();
    return head;
  }

  /** Where the log of the database ends that is there. */
  private Head headThere() throws IOException {
    Path file = to.resolve(DatabaseFile.NAME);
    DatabaseFile who = DatabaseFile.parse(disk.read(file), file.toString());
    return door.read(to, who, (log, inception) -> log.image()).head();
  }

  /** What makes two runs the same. */
  private byte[] purpose() {
    return (from.backup().id() + " " + how.until() + " " + how.isNewOrigin() + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void bring(BackupFile file) throws IOException {
    Path target = to.resolve(file.path());
    Path source = from.fileOf(file);
    copies.makeFolder(Disk.parentOf(target));
    if (disk.exists(target)
        && disk.size(target) == file.bytes()
        && copies.hash(target).equals(file.sha256())) {
      return;
    }
    if (!disk.exists(source)) {
      throw BackupFolder.damaged(source, "it is missing");
    }
    long bytes = disk.size(source);
    if (bytes != file.bytes()) {
      throw BackupFolder.damaged(source, "it has " + bytes + " bytes instead of " + file.bytes());
    }
    Hash sum = copies.copy(source, bytes, target);
    if (!sum.equals(file.sha256())) {
      disk.delete(target);
      throw BackupFolder.damaged(source, "its SHA-256 does not hold");
    }
  }

  private void removeStrays() throws IOException {
    Set<Path> wanted = new HashSet<>();
    from.backup().files().forEach(file -> wanted.add(to.resolve(file.path())));
    copies.keepOnly(wanted, List.of(to.resolve("log/sealed"), to.resolve("store")));
  }

  /** An encrypted log says nothing to who has no key; its files are what they were all the same. */
  private boolean mayLook() {
    boolean may = !from.backup().database().encrypted() || how.key().isPresent();
    if (!may && !(how.until() instanceof Restore.Until.End)) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          "the backup is of an encrypted database, so cutting its history off takes its key");
    }
    return may;
  }

  private Head check(Backup backup) throws IOException {
    LogImage wanted =
        door.read(
            to,
            backup.database(),
            (log, inception) -> {
              requireAsBackedUp(log, backup);
              long size = sizeOf(log);
              inception.requireReached(size);
              return log.image(size);
            });
    if (wanted.head().size() < backup.head().size()) {
      cut(wanted);
    }
    return wanted.head();
  }

  private void requireAsBackedUp(Journal log, Backup backup) {
    if (log.damage().isPresent()) {
      throw log.damage().get();
    }
    Head head = log.head();
    if (!head.equals(backup.head()) || !log.root(head.size()).equals(backup.root())) {
      throw new CorruptionException(
          ErrorCode.BROKEN_CHAIN,
          to.toString(),
          -1,
          "its log ends at " + head + ", and the backup was of " + backup.head());
    }
  }

  private long sizeOf(Journal log) {
    long size = log.head().size();
    if (how.until() instanceof Restore.Until.Time time) {
      return log.sizeAt(SystemNanos.of(time.last()));
    } else if (how.until() instanceof Restore.Until.Seq seq && seq.last() < size) {
      Commit commit = log.commitOf(Math.max(0, seq.last()));
      return commit.last().seq() <= seq.last() ? commit.endSeq() : commit.firstSeq();
    }
    return size;
  }

  /** Makes the files of the log end where a commit does; redone from the start after a crash. */
  private void cut(LogImage image) throws IOException {
    Path log = to.resolve("log");
    Set<Path> left = new HashSet<>();
    for (LogImage.Piece piece : image.pieces()) {
      Path file = log.resolve(piece.name());
      left.add(file);
      if (!disk.exists(file)) { // it was written anew, to erase something, and is named for that
        disk.rename(log.resolve(piece.source()), file);
      }
      if (disk.size(file) > piece.bytes()) {
        disk.truncate(file, piece.bytes());
      }
    }
    disk.replace(log.resolve("segments.ewm"), image.manifest());
    Path sealed = log.resolve("sealed");
    copies.keepOnly(left, List.of(sealed));
    disk.forceDirectory(sealed);
  }
}
