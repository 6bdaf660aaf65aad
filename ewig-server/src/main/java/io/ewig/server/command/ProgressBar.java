package io.ewig.server.command;

import io.ewig.engine.log.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a long job has come, on one line of a terminal, a few times a second; nothing where
 * nobody looks.
 */
public final class ProgressBar implements Progress, AutoCloseable {

  private static final long PAUSE_NANOS = 200_000_000;
  private static final int WIDTH = 30;

  private final PrintWriter err;
  private final String what;
  private final boolean isShown;
  private final LongSupplier nanos;
  private long last;
  private int longest;

  private ProgressBar(PrintWriter err, String what, boolean isShown, LongSupplier nanos) {
    this.err = err;
    this.what = what;
    this.isShown = isShown;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * @param what is being done, in a word
   */
  public static ProgressBar on(Terminal terminal, String what) {
    return new ProgressBar(terminal.err(), what, terminal.isWatched(), System::nanoTime);
  }

  static ProgressBar on(Terminal terminal, String what, LongSupplier nanos) {
    return new ProgressBar(terminal.err(), what, terminal.isWatched(), nanos);
  }

  @Override
  public void at(long done, long total) {
    if (!isShown) {
      return;
    }
    long now = nanos.getAsLong();
    if (now - last < PAUSE_NANOS) {
      return;
    }
    last = now;
    String line = line(done, total);
    longest = Math.max(longest, line.length());
    err.print("\r" + line);
    err.flush();
  }

  private String line(long done, long total) {
    if (total <= 0) {
      return what + " " + done;
    }
    double share = Math.min(1, (double) done / total);
    int full = (int) (share * WIDTH);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %3d%%",
        what,
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        (int) (100 * share));
  }

  /** Leaves the line empty. */
  @Override
  public void close() {
    if (longest > 0) {
      err.print("\r" + " ".repeat(longest) + "\r");
      err.flush();
    }
  }
}
