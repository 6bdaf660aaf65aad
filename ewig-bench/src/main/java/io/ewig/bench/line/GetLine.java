package io.ewig.bench.line;

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
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Asks for single events at random, in a small and in a large database by turns. */
final class GetLine implements Line {

  private static final Goal MEDIAN = Goal.atMost(2, "2 us");
  private static final Goal FLAT = Goal.atMost(1.2, "1.2x");
  private static final int SEED = 11;

  /** Below it the small database fits into the processor's caches, and flatness says nothing. */
  private static final long FLAT_FROM_EVENTS = 1_000_000;

  /** Half of all gets take at most this many microseconds, and 99 of 100 that many. */
  private record Latency(double median, double high) {}

  @Override
  public String name() {
    return "get";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>(measure(bench, LogKind.CHRONICLE, bench.setting().events()));
    rows.addAll(measure(bench, LogKind.PLAIN, bench.setting().eventsFew()));
    return rows;
  }

  private static List<Row> measure(Workbench bench, LogKind kind, long many) throws Exception {
    long few = bench.setting().eventsFew();
    Config config = Config.defaults().withLog(kind).withReadOnly(true);
    try (Ewig small = Ewig.open(bench.grown(kind, few), config);
        Ewig large = Ewig.open(bench.grown(kind, many), config)) {
      touch(small);
      touch(large);
      List<Latency> fewRounds = new ArrayList<>();
      List<Latency> manyRounds = new ArrayList<>();
      for (int i = -1; i < bench.setting().rounds(); i++) {
        Latency one = gets(small, few, bench.setting().eventsPerRound());
        Latency other = gets(large, many, bench.setting().eventsPerRound());
        if (i >= 0) { // the first warms up
          fewRounds.add(one);
          manyRounds.add(other);
        }
      }
      List<Row> rows = new ArrayList<>();
      rows.add(row(kind, few, fewRounds));
      if (many != few) {
        rows.add(row(kind, many, manyRounds));
        rows.add(
            flatness(kind, few < FLAT_FROM_EVENTS ? Goal.none() : FLAT, fewRounds, manyRounds));
      }
      return rows;
    }
  }

  /** Reads all once, so that what is measured is not the first touch of each page. */
  private static void touch(Ewig db) {
    try (EventCursor events = db.iterate(Scan.all())) {
      while (events.next()) {
        if (events.seq() < 0) {
          throw new IllegalStateException("a seq is never negative");
        }
      }
    }
  }

  private static Latency gets(Ewig db, long events, int count) {
    Random random = new Random(SEED);
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long seq = (long) (random.nextDouble() * events);
      long from = System.nanoTime();
      long got = db.get(seq).seq();
      nanos[i] = System.nanoTime() - from;
      if (got != seq) {
        throw new IllegalStateException("asked for " + seq + " and got " + got);
      }
    }
    Arrays.sort(nanos);
    return new Latency(nanos[count / 2] / 1e3, nanos[count - 1 - count / 100] / 1e3);
  }

  private static Row row(LogKind kind, long events, List<Latency> rounds) {
    Figure median = Figure.of(rounds.stream().mapToDouble(Latency::median).toArray());
    Figure high = Figure.of(rounds.stream().mapToDouble(Latency::high).toArray());
    return new Row(
        title(kind) + ", " + Figure.number(events) + " events",
        "p50 " + median.text(" us") + "; p99 " + high.text(" us"),
        "",
        "",
        MEDIAN.text(),
        MEDIAN.judge(median.median()));
  }

  private static Row flatness(LogKind kind, Goal goal, List<Latency> few, List<Latency> many) {
    double[] ratios = new double[few.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = many.get(i).median() / few.get(i).median();
    }
    Figure ratio = Figure.of(ratios);
    return new Row(
        title(kind) + ", p50 of the large one to the small one",
        "",
        "",
        ratio.text("x"),
        goal.text(),
        goal.judge(ratio.median()));
  }

  private static String title(LogKind kind) {
    return "get(seq), random (" + EwigStore.nameOf(kind) + ")";
  }
}
