package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.engine.Batch;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.sync.session.Meeting;
import java.util.List;

/** An empty replica gets a history. */
final class CatchUpLine implements Line {

  private static final int EVENTS_PER_COMMIT = 100;
  private static final int GOAL = 100_000;

  @Override
  public String name() {
    return "sync-catch-up";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().state().versionsOfPeer();
    try (Ewig full = Ewig.open(bench.fresh("full"));
        Loopback there = new Loopback(full)) {
      for (long made = 0; made < events; made += EVENTS_PER_COMMIT) {
        Batch batch = full.batch();
        for (int i = 0; i < EVENTS_PER_COMMIT; i++) {
          batch.add(
              EventBuilder.in("a://garden/" + (made + i) % 7)
                  .json("{\"id\":\"plant-" + (made + i) % 1_321 + "\",\"petals\":" + made + "}"));
        }
        batch.commit();
      }
      try (Ewig empty = Ewig.open(bench.fresh("empty"))) {
        long from = System.nanoTime();
        Meeting.Outcome outcome = there.meet(empty);
        double seconds = (System.nanoTime() - from) / 1e9;
        String title =
            "sync of an empty replica with " + Figure.number((double) events) + " events, ";
        return List.of(
            Row.alone(
                title + "durable, roots compared",
                Figure.of(events / seconds),
                " events/s",
                Goal.atLeast(GOAL, "100,000 events/s")),
            Row.alone(
                title + "on the wire",
                Figure.of((double) outcome.bytesIn() / events),
                " bytes an event",
                Goal.none()));
      }
    }
  }
}
