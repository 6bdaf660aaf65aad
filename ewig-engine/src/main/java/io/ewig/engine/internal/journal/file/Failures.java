package io.ewig.engine.internal.journal.file;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskFailure;
import java.io.IOException;
import java.nio.file.Path;

/** Turns what a disk throws into what Ewig throws. */
public final class Failures {

  /** Something that may fail at the disk. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  /** Something that may fail at the disk and gives a value. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws IOException;
  }

  /** With less than this, nothing that starts a segment can be expected to work. */
  private static final long FREE_BYTES_MIN = 256 << 10;

  private Failures() {}

  public static void run(String what, Path where, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw failure(what, where, e);
    }
  }

  public static <T> T ask(String what, Path where, Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw failure(what, where, e);
    }
  }

  public static EwigException failure(String what, Path where, Throwable e) {
    return e instanceof EwigException known ? known : DiskFailure.of(what, where, e);
  }

  /**
   * What a failure is called where the disk may not say that it is full: a mapped page that has no
   * place is an {@link InternalError} like any other.
   */
  public static EwigException failure(Disk disk, String what, Path where, Throwable e) {
    boolean full = DiskFailure.isFull(e);
    try {
      full |= disk.freeBytes(where) < FREE_BYTES_MIN;
    } catch (IOException unknown) {
      e.addSuppressed(unknown);
    }
    return e instanceof EwigException known ? known : DiskFailure.of(what, where, e, full);
  }
}
