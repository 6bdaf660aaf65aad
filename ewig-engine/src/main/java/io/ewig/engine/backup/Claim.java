package io.ewig.engine.backup;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.ServedFolders;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The file that says who is filling a folder, so that a run that was killed can be taken up by the
 * same and by nobody else.
 *
 * @param last the name of the file that comes last: with it, the folder is filled, and belongs to
 *     whoever uses it
 */
record Claim(Disk disk, Path folder, byte[] purpose, String last) {

  private Path file() {
    return folder.resolve(Backup.UNFINISHED);
  }

  /** Whether a run of the same was killed behind its end, and has only not said so. */
  boolean isFulfilled() throws IOException {
    return isFilled() && disk.exists(file()) && Arrays.equals(disk.read(file()), purpose);
  }

  private boolean isFilled() throws IOException {
    return disk.exists(folder.resolve(last));
  }

  /**
   * Takes a folder that is empty, or not there, or was claimed for the same before; what a server
   * has beside its database may be in it already.
   */
  void take(Copies copies) throws IOException {
    copies.makeFolder(folder);
    List<Path> there = disk.list(folder);
    if (isOurs()) {
      return;
    }
    if (!there.stream().allMatch(file -> isNew(file) || ServedFolders.are(file))) {
      throw notEmpty();
    }
    disk.replace(file(), purpose);
  }

  private UserException notEmpty() {
    return new UserException(
        ErrorCode.FOLDER_NOT_FREE,
        folder + " is not empty; choose an empty folder, or one that is not there yet");
  }

  private boolean isNew(Path file) {
    return String.valueOf(file.getFileName()).equals(Backup.UNFINISHED + ".new");
  }

  private boolean isOurs() throws IOException {
    if (!disk.exists(file())) {
      return false;
    } else if (isFilled()) {
      throw notEmpty();
    } else if (Arrays.equals(disk.read(file()), purpose)) {
      return true;
    }
    throw new UserException(
        ErrorCode.FOLDER_NOT_FREE,
        folder
            + " holds what is left of something else that was not finished; finish that, or empty"
            + " the folder");
  }

  void release() throws IOException {
    if (disk.exists(file())) {
      disk.delete(file());
      disk.forceDirectory(folder);
    }
  }
}
