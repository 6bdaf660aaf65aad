package io.ewig.bench.state;

import io.ewig.bench.line.Flatness;
import io.ewig.bench.line.Line;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Creates branches where there are many already. */
final class BranchLine implements Line {

  private static final Goal GOAL = Goal.atMost(100, "100 us");
  private static final int CALLS_MAX = 200;

  private final Gardens gardens;

  BranchLine(Gardens gardens) {
    this.gardens = gardens;
  }

  @Override
  public String name() {
    return "state-branch";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    Deque<Garden> open = new ArrayDeque<>();
    int branches = bench.setting().state().branches();
    try {
      Flatness flatness = new Flatness();
      for (long versions : Gardens.lengths(bench.setting())) {
        Garden garden = Gardens.open(gardens.grown(bench, versions, Skew.UNIFORM), versions);
        open.push(garden);
        int[] count = {0};
        while (count[0] < branches) {
          create(garden, count);
        }
        int calls = Math.min(CALLS_MAX, branches);
        flatness.add(versions, () -> Latency.of(calls, i -> create(garden, count)));
      }
      return flatness.run(bench, "new branch beside " + Figure.number(branches) + " others", GOAL);
    } finally {
      open.forEach(Garden::close);
    }
  }

  private static long create(Garden garden, int[] count) {
    garden.db().branches().create("bed-" + count[0]++, Garden.MAIN);
    return 0;
  }
}
