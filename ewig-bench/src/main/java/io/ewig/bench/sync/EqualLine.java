package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.engine.Ewig;
import io.ewig.sync.session.Meeting;
import java.util.List;

/** Two replicas of a long history find out that neither lacks anything. */
final class EqualLine implements Line {

  /** The JDK's HTTP client and server take some hundred requests until they are compiled. */
  private static final int WARMING_ROUNDS = 500;

  private static final int ROUNDS = 200;
  private static final int BYTES_MAX = 150;
  private static final int MILLIS_MAX = 5;

  @Override
  public String name() {
    return "sync-equal";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().state().versions();
    try (Ewig full = History.fill(bench.fresh("full"), events);
        Ewig same = History.open(bench.fresh("same"));
        Loopback there = new Loopback(full)) {
      there.meet(same);
      double first = 0;
      double[] bytes = new double[ROUNDS];
      double[] millis = new double[ROUNDS];
      for (int round = -WARMING_ROUNDS; round < ROUNDS; round++) {
        long from = System.nanoTime();
        Meeting.Outcome outcome = there.meet(same);
        millis[Math.max(0, round)] = (System.nanoTime() - from) / 1e6;
        bytes[Math.max(0, round)] = outcome.bytesOut() + outcome.bytesIn();
        first = round == -WARMING_ROUNDS ? millis[0] : first;
      }
      String title = "sync of equal replicas of " + Figure.number((double) events) + " events, ";
      return List.of(
          Row.alone(
              title + "both ways together",
              Figure.of(bytes),
              " bytes",
              Goal.atMost(BYTES_MAX, BYTES_MAX + " bytes")),
          Row.alone(
              title + "roots compared",
              Figure.of(millis),
              " ms",
              Goal.atMost(MILLIS_MAX, MILLIS_MAX + " ms")),
          Row.alone(
              title + "roots compared, right after they became so",
              Figure.of(first),
              " ms",
              Goal.none()));
    }
  }
}
