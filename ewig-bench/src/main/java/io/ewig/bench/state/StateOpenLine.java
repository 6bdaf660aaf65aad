package io.ewig.bench.state;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import java.nio.file.Path;
import java.util.List;

/** Opens the longest history in a JVM with little memory, reads and writes in it. */
final class StateOpenLine implements Line {

  private static final Goal OPEN = Goal.atMost(1_000, "1 s");
  private static final Goal HEAP = Goal.atMost(StateProbe.HEAP_MEBIBYTES, "512 MiB");
  private static final int ROUNDS_MAX = 3;

  private final Gardens gardens;

  StateOpenLine(Gardens gardens) {
    this.gardens = gardens;
  }

  @Override
  public String name() {
    return "state-open";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long versions = bench.setting().state().versions();
    Path folder = gardens.grown(bench, versions, Skew.UNIFORM);
    int rounds = Math.min(ROUNDS_MAX, bench.setting().state().rounds());
    double[] millis = new double[rounds];
    double[] heap = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      StateProbe.Result result =
          StateProbe.run(bench.fresh("empty"), folder, versions, bench.setting().state().calls());
      millis[i] = result.millis();
      heap[i] = result.heapMebibytes();
    }
    String at = " at " + Figure.number(versions) + " versions";
    return List.of(
        Row.alone("open and read one row" + at, Figure.of(millis), " ms", OPEN),
        Row.alone(
            "heap in use after reads and updates, with -Xmx512m," + at,
            Figure.of(heap),
            " MiB",
            HEAP));
  }
}
