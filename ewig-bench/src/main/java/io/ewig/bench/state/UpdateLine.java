package io.ewig.bench.state;

import io.ewig.bench.line.Flatness;
import io.ewig.bench.line.Line;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.CpuClock;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Transactions that change one row each, not synced. */
final class UpdateLine implements Line {

  private static final Goal RATE = Goal.atLeast(200_000, "200 k/s");
  private static final int FEWER = 20; // or the shortest history would soon be a long one

  private final Gardens gardens;

  UpdateLine(Gardens gardens) {
    this.gardens = gardens;
  }

  @Override
  public String name() {
    return "state-update";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    Deque<Garden> open = new ArrayDeque<>();
    try {
      Flatness flatness = new Flatness();
      for (long versions : Gardens.lengths(bench.setting())) {
        Garden garden = Gardens.open(gardens.grown(bench, versions, Skew.UNIFORM), versions);
        open.push(garden);
        Random random = Gardens.random();
        int calls = Math.max(10, bench.setting().state().calls() / FEWER);
        flatness.add(versions, () -> updates(garden, random, calls));
      }
      List<Row> rows = new ArrayList<>();
      rows.add(sustained(bench, open.getFirst()));
      rows.addAll(flatness.run(bench, "update of one row", Goal.atMost(5, "5 us")));
      return rows;
    } finally {
      open.forEach(Garden::close);
    }
  }

  private static Latency updates(Garden garden, Random random, int calls) throws Exception {
    int[] numbers = random.ints(calls, 0, garden.rows()).toArray();
    return Latency.of(
        calls,
        i -> {
          garden.update(Garden.MAIN, numbers[i], i);
          return 0;
        });
  }

  /** So many, one after the other; how many nanoseconds it took. */
  private static long update(Garden garden, Random random, int count) {
    long from = System.nanoTime();
    for (int i = 0; i < count; i++) {
      garden.update(Garden.MAIN, random.nextInt(garden.rows()), i);
    }
    return System.nanoTime() - from;
  }

  /** As many as go, one after the other, with all that follows them in the background. */
  private static Row sustained(Workbench bench, Garden garden) throws Exception {
    int count = bench.setting().eventsPerRound();
    int rounds = bench.setting().state().rounds();
    double[] wall = new double[rounds];
    double[] thread = new double[rounds];
    Random random = Gardens.random();
    bench.setting().paceOfState().warm(() -> update(garden, random, count));
    for (int round = 0; round < rounds; round++) {
      CpuClock clock = CpuClock.start();
      wall[round] = 1e9 * count / update(garden, random, count);
      thread[round] = clock.perThreadSecond(count);
    }
    return new Row(
        "updates of one row each, not synced, at "
            + Figure.number(bench.setting().state().versions())
            + " versions",
        Figure.of(wall).text("/s") + "; " + Figure.of(thread).text("/CPU-s of the thread"),
        "",
        "",
        RATE.text(),
        RATE.judge(Figure.of(wall).median()));
  }
}
