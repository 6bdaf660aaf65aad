package io.ewig.engine.backup;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Head;
import java.time.Instant;
import java.util.List;

/**
 * What {@code backup.json} says.
 *
 * @param id of this backup: 32 hex digits
 * @param database whom it is of
 * @param taken when it was begun
 * @param head the last commit in it: everything before is there as well
 * @param root the Merkle root over its events
 * @param bases the backups that hold files of it, as paths from its own folder
 * @param files all of them, wherever they lie
 */
public record Backup(
    String id,
    DatabaseFile database,
    Instant taken,
    Head head,
    Hash root,
    List<Base> bases,
    List<BackupFile> files) {

  /** The name of the file that completes a backup. */
  public static final String NAME = "backup.json";

  /** The name of the file that is in a folder for as long as somebody fills it. */
  public static final String UNFINISHED = "unfinished";

  /** A backup that has files of another one, found by its path and known by its id. */
  public record Base(String id, String path) {}

  public Backup {
    bases = List.copyOf(bases);
    files = List.copyOf(files);
    for (BackupFile file : files) {
      if (file.home() > bases.size()) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE,
            NAME,
            -1,
            file.path() + " lies in base " + file.home() + ", and there are " + bases.size());
      }
    }
    if (files.stream().map(BackupFile::path).distinct().count() != files.size()) {
      throw new CorruptionException(ErrorCode.CORRUPT_FILE, NAME, -1, "a file is named twice");
    }
  }

  /** Whether it can be restored from its own folder alone. */
  public boolean isFull() {
    return bases.isEmpty();
  }

  /** Of all files, wherever they lie. */
  public long bytes() {
    return files.stream().mapToLong(BackupFile::bytes).sum();
  }

  /** Of those in its own folder. */
  public long ownBytes() {
    return files.stream().filter(file -> file.home() == 0).mapToLong(BackupFile::bytes).sum();
  }
}
