package io.ewig.bench.line;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Opens a database in a JVM that has done nothing else, and says how long that took. */
public final class OpenProbe {

  /**
   * @param millis until the database was open, class loading included
   * @param heapMebibytes in use after a garbage collection
   */
  record Result(double millis, double heapMebibytes) {}

  private OpenProbe() {}

  /** Runs in the other JVM: kind, folder, number of events that have to be there. */
  public static void main(String[] words) {
    Config config = Config.defaults().withLog(LogKind.valueOf(words[0]));
    long from = System.nanoTime();
    try (Ewig db = Ewig.open(Path.of(words[1]), config)) {
      long nanos = System.nanoTime() - from;
      long events = Long.parseLong(words[2]);
      if (db.head().size() != events || db.get(events - 1).seq() != events - 1) {
        throw new IllegalStateException(db.head() + " where " + events + " events were written");
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long heap = runtime.totalMemory() - runtime.freeMemory();
      System.out.println(nanos + " " + heap);
    }
  }

  /** Opens and closes a database in a new JVM with a heap of that size. */
  static Result run(LogKind kind, Path folder, long events, int heapMebibytes)
      throws IOException, InterruptedException {
    List<String> words =
        List.of(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-Xmx" + heapMebibytes + "m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            OpenProbe.class.getName(),
            kind.name(),
            folder.toString(),
            Long.toString(events));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("could not open " + folder + " in a JVM of its own: " + output);
    }
    String[] numbers = output.substring(output.lastIndexOf('\n') + 1).split(" ");
    return new Result(
        Long.parseLong(numbers[0]) / 1e6, Long.parseLong(numbers[1]) / (double) (1 << 20));
  }
}
