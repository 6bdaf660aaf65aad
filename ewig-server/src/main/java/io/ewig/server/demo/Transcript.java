package io.ewig.server.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints steps, what they show, and how long each took. */
public final class Transcript {

  private final PrintWriter out;
  private final long started = System.nanoTime();
  private int steps;

  public Transcript(PrintWriter out) {
    this.out = out;
  }

  /** Does one step and prints what it shows; its time is that of the work alone. */
  String step(String what, Supplier<String> work) {
    long start = System.nanoTime();
    String shown = work.get();
    steps++;
    out.printf(Locale.ROOT, "%n%d. %s  [%.0f ms]%n", steps, what, millisSince(start));
    shown.lines().forEach(line -> out.println("   " + line));
    return shown;
  }

  public void end(String line) {
    out.printf(
        Locale.ROOT, "%nAll %d steps held, in %.0f ms. %s%n", steps, millisSince(started), line);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
