package io.ewig.engine.internal.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;

/**
 * Does what an interrupt of its thread would break off, and lets the thread know afterwards.
 *
 * <p>A channel closes when a thread that uses it is interrupted, or was before. Whoever writes,
 * writes for others as well, and a log that misses a piece takes nothing more: one statement that
 * somebody cancels must not end all others.
 */
public final class Uninterrupted {

  private Uninterrupted() {}

  /** Work that opens its channel itself, and may be done again from its start. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /** Likewise, of which something comes. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws IOException;
  }

  public static void run(Work work) throws IOException {
    boolean unused =
        ask(
            () -> {
              work.run();
              return true;
            });
  }

  /**
   * Whether an interrupt is the reason, which other libraries' exceptions may wrap. One that comes
   * just when a step is done closes the channel all the same, and the next step finds it closed.
   */
  public static boolean isBrokenOff(Throwable e) {
    Throwable reason = e;
    while (reason != null && !(reason instanceof ClosedChannelException)) {
      reason = reason.getCause();
    }
    return reason instanceof ClosedByInterruptException
        || (reason != null && Thread.currentThread().isInterrupted());
  }

  public static <T> T ask(Question<T> question) throws IOException {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return question.ask();
        } catch (IOException | RuntimeException e) {
          if (!isBrokenOff(e)) {
            throw e;
          }
          isInterrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
