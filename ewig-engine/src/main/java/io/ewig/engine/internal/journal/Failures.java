package io.ewig.engine.internal.journal;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what a disk throws into what Ewig throws. */
final class Failures {

  /** Something that may fail at the disk. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Something that may fail at the disk and gives a value. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws IOException;
  }

  private Failures() {}

  static void run(String what, Path where, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw failure(what, where, e);
    }
  }

  static <T> T ask(String what, Path where, Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw failure(what, where, e);
    }
  }

  static EwigException failure(String what, Path where, Throwable e) {
    String text = String.valueOf(e.getMessage());
    boolean full = isDiskFull(e);
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

  static boolean isDiskFull(Throwable e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
  }
}
