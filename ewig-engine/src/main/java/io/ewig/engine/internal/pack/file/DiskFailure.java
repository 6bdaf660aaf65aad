package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what a disk throws into what Ewig throws. */
public final class DiskFailure {

  private DiskFailure() {}

  public static ResourceException of(String what, Path where, IOException e) {
    String text = String.valueOf(e.getMessage());
    boolean full = text.toLowerCase(Locale.ROOT).contains("no space left");
    return new ResourceException(
        full ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED,
        "could not "
            + what
            + " "
            + where
            + ": "
            + text
            + (full ? "; free some space and open the database again" : ""),
        e);
  }
}
