package io.ewig.server.demo;

import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What steps show, and how long each took: for people step by step, for programs as one object in
 * the end.
 */
public final class Transcript {

  private final Terminal terminal;
  private final boolean json;
  private final long started = System.nanoTime();
  private final List<JsonObject> steps = new ArrayList<>();

  public Transcript(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** Does one step and prints what it shows; its time is that of the work alone. */
  String step(String what, Supplier<String> work) {
    long start = System.nanoTime();
    String shown = work.get();
    double millis = millisSince(start);
    steps.add(
        new JsonObject().put("step", what).put("millis", Math.round(millis)).put("shown", shown));
    if (!json) {
      terminal.out().printf(Locale.ROOT, "%n%d. %s  [%.0f ms]%n", steps.size(), what, millis);
      shown.lines().forEach(line -> terminal.out().println("   " + line));
    }
    return shown;
  }

  /**
   * @param where the database stays
   */
  public void end(Path where) {
    double millis = millisSince(started);
    terminal.say(json, () -> document(where, millis), () -> lastLine(where, millis));
  }

  private JsonObject document(Path where, double millis) {
    return new JsonObject()
        .put("data", where.toString())
        .put("millis", Math.round(millis))
        .put("steps", steps);
  }

  private String lastLine(Path where, double millis) {
    return String.format(
        Locale.ROOT,
        "%nAll %d steps held, in %.0f ms. It stays in %s. Look: ewig sql %s",
        steps.size(),
        millis,
        where,
        where);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
