package io.ewig.server;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints steps, what they show, and how long each took. */
final class Transcript {

  private final PrintWriter out;
  private final long started = System.nanoTime();
  private int steps;

  Transcript(PrintWriter out) {
    this.out = out;
  }

  /** Does one step; its time is that of the work, not of the printing after it. */
  <T> T step(String what, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    steps++;
    out.printf(Locale.ROOT, "%n%d. %s  [%.1f ms]%n", steps, what, millisSince(start));
    return result;
  }

  void show(String line) {
    out.println("   " + line);
  }

  void end(String line) {
    out.printf(
        Locale.ROOT, "%nAll %d steps held, in %.0f ms. %s%n", steps, millisSince(started), line);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
