package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Folders;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.engine.Ewig;
import io.ewig.sync.session.Meeting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An empty replica gets a history. */
final class CatchUpLine implements Line {

  private static final int ROUNDS = 3;
  private static final int GOAL = 100_000;

  @Override
  public String name() {
    return "sync-catch-up";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().state().versionsOfPeer();
    try (Ewig full = History.fill(bench.fresh("full"), events);
        Loopback there = new Loopback(full)) {
      double first = rate(there, bench.fresh("empty"), events).perSecond();
      double[] rates = new double[ROUNDS];
      double[] bytes = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        Taken taken = rate(there, bench.fresh("empty"), events);
        rates[round] = taken.perSecond();
        bytes[round] = taken.bytes() / events;
      }
      String title =
          "sync of an empty replica with " + Figure.number((double) events) + " events, ";
      return List.of(
          Row.alone(
              title + "durable, roots compared",
              Figure.of(rates),
              " events/s",
              Goal.atLeast(GOAL, "100,000 events/s")),
          Row.alone(
              title + "durable, roots compared, the first in its JVM",
              Figure.of(first),
              " events/s",
              Goal.none()),
          Row.alone(title + "on the wire", Figure.of(bytes), " bytes an event", Goal.none()));
    }
  }

  private record Taken(double perSecond, double bytes) {}

  private static Taken rate(Loopback there, Path folder, long events) throws IOException {
    try (Ewig empty = Ewig.open(folder)) {
      long from = System.nanoTime();
      Meeting.Outcome outcome = there.meet(empty);
      return new Taken(events * 1e9 / (System.nanoTime() - from), outcome.bytesIn());
    } finally {
      Folders.delete(folder);
    }
  }
}
