package io.ewig.bench.line;

import io.ewig.bench.measure.CpuClock;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.peer.EwigStore;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import java.util.ArrayList;
import java.util.List;

/** Walks over events from old to new: some of their fields, and whole. */
final class ScanLine implements Line {

  private static final Goal GOAL = Goal.atLeast(5e6, "5 M/CPU-s");

  /** Gives a number of the current event, so that reading it can't be left out. */
  private interface Reading {
    long of(EventCursor cursor);
  }

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (LogKind kind : Workbench.KINDS) {
      long events = bench.setting().eventsFew();
      Config config = Config.defaults().withLog(kind).withReadOnly(true);
      try (Ewig db = Ewig.open(bench.grown(kind, events), config)) {
        String name = " (" + EwigStore.nameOf(kind) + ")";
        Figure fields =
            measure(
                bench,
                db,
                events,
                cursor -> cursor.seq() + cursor.systemNanos() + cursor.payloadSize());
        rows.add(Row.alone("scan, three fields" + name, fields, "/CPU-s", GOAL));
        Figure whole = measure(bench, db, events, cursor -> cursor.event().originSeq());
        rows.add(Row.alone("scan, event()" + name, whole, "/CPU-s", Goal.none()));
      }
    }
    return rows;
  }

  private static Figure measure(Workbench bench, Ewig db, long events, Reading reading) {
    scan(db, reading); // the first one warms up
    scan(db, reading);
    double[] rounds = new double[bench.setting().rounds()];
    for (int i = 0; i < rounds.length; i++) {
      CpuClock clock = CpuClock.start();
      long sum = scan(db, reading);
      rounds[i] = clock.perThreadSecond(events);
      if (sum == 0) {
        throw new IllegalStateException("nothing was read");
      }
    }
    return Figure.of(rounds);
  }

  private static long scan(Ewig db, Reading reading) {
    long sum = 0;
    try (EventCursor cursor = db.iterate(Scan.all())) {
      while (cursor.next()) {
        sum += reading.of(cursor);
      }
    }
    return sum;
  }
}
