package io.ewig.engine.internal.disk;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what a disk throws into what Ewig throws. */
public final class DiskFailure {

  private DiskFailure() {}

  public static ResourceException of(String what, Path where, Throwable e) {
    return of(what, where, e, isFull(e));
  }

  /**
   * @param isFull for who knows better than {@link #isFull}
   */
  public static ResourceException of(String what, Path where, Throwable e, boolean isFull) {
    return new ResourceException(
        isFull ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED,
        "could not "
            + what
            + " "
            + where
            + ": "
            + reason(e)
            + (isFull ? "; free some space and open the database again" : ""),
        e);
  }

  /** What went wrong, also where Java says no more than which file it was about. */
  private static String reason(Throwable e) {
    String said = String.valueOf(e.getMessage());
    if (!(e instanceof FileSystemException file) || file.getReason() != null) {
      return said;
    } else if (e instanceof AccessDeniedException) {
      return said + ": no right to do that";
    } else if (e instanceof NoSuchFileException) {
      return said + ": there is no such file or folder";
    } else if (e instanceof FileAlreadyExistsException) {
      return said + ": there is something else of that name";
    }
    return said + ": " + e.getClass().getSimpleName();
  }

  /** Whether the disk says that it is full; Java has no exception of its own for it. */
  public static boolean isFull(Throwable e) {
    return e instanceof EwigException known
        ? known.code() == ErrorCode.DISK_FULL
        : String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
  }
}
