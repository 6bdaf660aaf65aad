package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.engine.Ewig;
import java.util.ArrayList;
import java.util.List;

/** One replica has 1,000 events more than the other; how much is said until that is known. */
final class DifferencesLine implements Line {

  private static final int DIFFERENCES = 1_000;
  private static final int BYTES_OF_ONE_MAX = 200;
  private static final int BYTES_OF_MANY_MAX = 40_000;
  private static final int ORIGINS = 4_000;
  private static final int FEW = 10;
  private static final boolean[] WHO_ASKS = {true, false};

  @Override
  public String name() {
    return "sync-differences";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().state().versionsOfPeer();
    List<Row> rows = new ArrayList<>();
    rows.addAll(byOne(bench, events));
    rows.addAll(byMany(bench, events));
    rows.addAll(byFewOfMany(bench));
    return rows;
  }

  /** All written by the one that has more. */
  private static List<Row> byOne(Workbench bench, long events) throws Exception {
    try (Ewig more = History.fill(bench.fresh("more"), events);
        Ewig less = History.open(bench.fresh("less"))) {
      try (Loopback there = new Loopback(more)) {
        there.meet(less);
      }
      List<Row> rows = new ArrayList<>();
      for (boolean moreAsks : WHO_ASKS) {
        for (int i = 0; i < DIFFERENCES; i++) {
          History.append(more, 1);
        }
        Loopback.Talk talk = talk(moreAsks, more, less);
        rows.addAll(rows(events, "one origin", moreAsks, talk, BYTES_OF_ONE_MAX, 1));
      }
      return rows;
    }
  }

  /** One event by each of 1,000 others; the events before are theirs, too. */
  private static List<Row> byMany(Workbench bench, long events) throws Exception {
    try (Gardeners all = Gardeners.meet(bench, DIFFERENCES, events)) {
      List<Row> rows = new ArrayList<>();
      for (boolean moreAsks : WHO_ASKS) {
        all.write(DIFFERENCES);
        Loopback.Talk talk = talk(moreAsks, all.more(), all.less());
        rows.addAll(rows(events, "1,000 origins", moreAsks, talk, BYTES_OF_MANY_MAX, 2));
      }
      return rows;
    }
  }

  /** One event by each of ten; those of all the others are the same on both sides. */
  private static List<Row> byFewOfMany(Workbench bench) throws Exception {
    try (Gardeners all = Gardeners.meet(bench, ORIGINS, ORIGINS)) {
      List<Row> rows = new ArrayList<>();
      for (boolean moreAsks : WHO_ASKS) {
        all.write(FEW);
        Loopback.Talk talk = talk(moreAsks, all.more(), all.less());
        String title =
            "sync of 10 differences by 10 of 4,000 origins, asked for by who has "
                + (moreAsks ? "more" : "less");
        rows.add(
            Row.alone(
                title + ", all but the events",
                Figure.of(talk.otherBytes()),
                " bytes",
                Goal.none()));
        rows.add(
            Row.alone(
                title + ", round trips before the last event goes",
                Figure.of(talk.tripsBefore()),
                "",
                Goal.none()));
      }
      return rows;
    }
  }

  /** Brings both together: it makes a difference who asks. */
  private static Loopback.Talk talk(boolean moreAsks, Ewig more, Ewig less) throws Exception {
    try (Loopback there = new Loopback(moreAsks ? less : more)) {
      return there.exchange(moreAsks ? more : less);
    }
  }

  private static List<Row> rows(
      long events,
      String whose,
      boolean moreAsks,
      Loopback.Talk talk,
      int bytesMax,
      int roundTripsMax) {
    String title =
        "sync of 1,000 differences by "
            + whose
            + ", "
            + Figure.number((double) events)
            + " events, asked for by who has "
            + (moreAsks ? "more" : "less");
    return List.of(
        Row.alone(
            title + ", all but the events",
            Figure.of(talk.otherBytes()),
            " bytes",
            Goal.atMost(bytesMax, Figure.number((double) bytesMax) + " bytes")),
        Row.alone(
            title + ", round trips before the last event goes",
            Figure.of(talk.tripsBefore()),
            "",
            Goal.atMost(roundTripsMax, String.valueOf(roundTripsMax))));
  }
}
