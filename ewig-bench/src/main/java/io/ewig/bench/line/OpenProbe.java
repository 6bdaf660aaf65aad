package io.ewig.bench.line;

import io.ewig.bench.measure.FreshJvm;
import io.ewig.bench.peer.EwigStore;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens two databases in a JVM that has done nothing else: a new, empty one, which loads all
 * classes, and then the one in question.
 */
public final class OpenProbe {

  /**
   * @param firstMillis until the empty one was open
   * @param millis until the one in question was open
   * @param heapMebibytes in use after a garbage collection
   */
  record Result(double firstMillis, double millis, double heapMebibytes) {}

  private OpenProbe() {}

  /** Runs in the other JVM: kind, new folder, folder, number of events that have to be there. */
  public static void main(String[] words) {
    Config config = Config.defaults().withLog(LogKind.valueOf(words[0]));
    long start = System.nanoTime();
    long first;
    try (Ewig empty = Ewig.open(Path.of(words[1]), config)) {
      first = System.nanoTime() - start;
      empty.append(EwigStore.draft(new byte[1]));
    }
    long from = System.nanoTime();
    try (Ewig db = Ewig.open(Path.of(words[2]), config)) {
      long nanos = System.nanoTime() - from;
      long events = Long.parseLong(words[3]);
      if (db.head().size() != events || db.get(events - 1).seq() != events - 1) {
        throw new IllegalStateException(db.head() + " where " + events + " events were written");
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long heap = runtime.totalMemory() - runtime.freeMemory();
      System.out.println(first + " " + nanos + " " + heap);
    }
  }

  /** Opens and closes both in a new JVM with a heap of that size. */
  static Result run(LogKind kind, Path empty, Path folder, long events, int heapMebibytes)
      throws IOException, InterruptedException {
    long[] numbers =
        FreshJvm.run(
            OpenProbe.class,
            heapMebibytes,
            kind.name(),
            empty.toString(),
            folder.toString(),
            Long.toString(events));
    return new Result(numbers[0] / 1e6, numbers[1] / 1e6, numbers[2] / (double) (1 << 20));
  }
}
