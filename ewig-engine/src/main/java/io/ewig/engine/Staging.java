package io.ewig.engine;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes folders under another name: they get their own when they are whole, so a crash leaves
 * nothing under that.
 */
final class Staging {

  private Staging() {}

  /** What is made in a folder. */
  @FunctionalInterface
  interface Making<T> {
    T in(Path staging) throws IOException;
  }

  /** Refuses a folder that is there and not empty. */
  static void requireFree(Disk disk, Path folder, String remedy) throws IOException {
    if (disk.exists(folder) && !disk.list(folder).isEmpty()) {
      throw new UserException(ErrorCode.FOLDER_NOT_FREE, folder + " is not empty" + remedy);
    }
  }

  /**
   * Makes a folder, which is free.
   *
   * @param doing what is done to make it, in a word
   */
  static <T> T make(Disk disk, Path folder, String doing, Making<T> making) throws IOException {
    Path staging = staging(folder, doing);
    delete(disk, staging); // of one who was killed
    try {
      T made = making.in(staging);
      disk.forceDirectory(staging);
      if (disk.exists(folder)) {
        disk.delete(folder);
      }
      disk.rename(staging, folder);
      disk.forceDirectory(Disk.parentOf(folder));
      return made;
    } catch (RuntimeException | IOException e) {
      delete(disk, staging);
      throw e;
    }
  }

  /** What lies there is deleted, so it is called what nobody calls anything. */
  private static Path staging(Path folder, String doing) {
    Path whole = folder.toAbsolutePath();
    return whole.resolveSibling("." + whole.getFileName() + ".ewig-" + doing);
  }

  /** Removes a folder with all that is in it, if it is there. */
  private static void delete(Disk disk, Path path) throws IOException {
    if (!disk.exists(path)) {
      return;
    }
    if (Files.isDirectory(path)) {
      for (Path each : disk.list(path)) {
        delete(disk, each);
      }
    }
    disk.delete(path);
  }
}
