package io.ewig.bench.line;

import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Folders;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.peer.EwigStore;
import io.ewig.engine.LogKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a large database after a clean close and after a crash, each time in a JVM of its own that
 * has opened a small one before.
 */
final class OpenLine implements Line {

  private static final Goal MILLIS = Goal.atMost(500, "500 ms");
  private static final Goal HEAP = Goal.atMost(64, "64 MiB");
  private static final Goal MORE = Goal.atMost(2000, "2 s more");
  private static final int HEAP_MEBIBYTES = 64;
  private static final int CRASH_HEAP_MEBIBYTES = 512;

  /** A JVM start is slow; one more round comes first, and does not count. */
  private static final int ROUNDS_MAX = 5;

  @Override
  public String name() {
    return "open";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    LogKind kind = LogKind.CHRONICLE;
    long events = bench.setting().events();
    Path folder = bench.grown(kind, events);
    Path crashed = Workbench.crashed(folder);
    String title = " at " + Figure.number(events) + " events (" + EwigStore.nameOf(kind) + ")";
    long tail = Folders.bytesUsed(crashed.resolve("log").resolve("active")) >> 20;
    int rounds = Math.min(ROUNDS_MAX, bench.setting().rounds());
    double[] first = new double[rounds];
    double[] millis = new double[rounds];
    double[] heap = new double[rounds];
    double[] more = new double[rounds];
    for (int i = 0; i <= rounds; i++) {
      Path copy = bench.fresh("crashed");
      Folders.copy(crashed, copy, Workbench.sealed(crashed));
      OpenProbe.Result clean =
          OpenProbe.run(kind, bench.fresh("empty"), folder, events, HEAP_MEBIBYTES);
      OpenProbe.Result dirty =
          OpenProbe.run(kind, bench.fresh("empty"), copy, events, CRASH_HEAP_MEBIBYTES);
      if (i > 0) {
        first[i - 1] = clean.firstMillis();
        millis[i - 1] = clean.millis();
        heap[i - 1] = clean.heapMebibytes();
        more[i - 1] = dirty.millis() - clean.millis();
      }
      Folders.delete(copy);
    }
    List<Row> rows = new ArrayList<>();
    rows.add(Row.alone("open after a clean close" + title, Figure.of(millis), " ms", MILLIS));
    rows.add(Row.alone("heap after it" + title, Figure.of(heap), " MiB", HEAP));
    rows.add(
        Row.alone(
            "open after a crash with " + tail + " MiB unsealed" + title,
            Figure.of(more),
            " ms more",
            MORE));
    rows.add(
        Row.alone(
            "first open of anything in a JVM, classes loaded (" + EwigStore.nameOf(kind) + ")",
            Figure.of(first),
            " ms",
            Goal.none()));
    return rows;
  }
}
