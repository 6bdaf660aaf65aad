package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.engine.Ewig;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Type;
import io.ewig.sync.session.Meeting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Two replicas of one table change 1,000 cells each, apart; then they meet. */
final class CellsLine implements Line {

  private static final int CELLS = 1_000;
  private static final int ROWS_PER_COMMIT = 1_000;
  private static final int HELLOS = 50;
  private static final int HELLO_BYTES_MAX = 150;
  private static final int HELLO_MILLIS_MAX = 5;
  private static final int OVERHEAD_MAX = 15;
  private static final int CONVERGED_MILLIS_MAX = 100;

  @Override
  public String name() {
    return "sync-cells";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    int rows = Math.min(100_000, bench.setting().state().rows());
    try (Ewig one = Ewig.open(bench.fresh("one"));
        Ewig other = Ewig.open(bench.fresh("other"));
        Loopback there = new Loopback(other)) {
      Table cells = fill(one, rows);
      there.meet(one);
      List<Double> bytes = new ArrayList<>();
      List<Double> millis = new ArrayList<>();
      List<Double> compared = new ArrayList<>();
      for (int round = 0; round < bench.setting().state().rounds(); round++) {
        change(one, cells, rows, 2L * round);
        change(other, cells, rows, 2L * round + 1);
        long from = System.nanoTime();
        bytes.add(there.exchange(one) / (2.0 * CELLS) - Long.BYTES);
        millis.add((System.nanoTime() - from) / 1e6);
        there.meet(one);
        compared.add((System.nanoTime() - from) / 1e6);
      }
      String title = "sync 2 x 1,000 changed cells among " + Figure.number(rows) + " rows, ";
      return rows(title, bytes, millis, compared, hellos(one, there));
    }
  }

  private static Table fill(Ewig db, int rows) {
    Table cells =
        new TableBuilder(new UUID(1, 1), "public", "cells")
            .notNull("id", Type.BIGINT)
            .column("value", Type.BIGINT)
            .primaryKey("id")
            .build();
    Transaction made = db.begin("main");
    made.create(cells);
    made.commit();
    for (int row = 0; row < rows; ) {
      Transaction tx = db.begin("main");
      for (int i = 0; i < ROWS_PER_COMMIT && row < rows; i++, row++) {
        tx.put(cells, cells.accept((long) row, 0L), null);
      }
      tx.commit();
    }
    return cells;
  }

  private static void change(Ewig db, Table cells, int rows, long seed) {
    Random random = new Random(seed);
    Transaction tx = db.begin("main");
    for (int i = 0; i < CELLS; i++) {
      tx.put(cells, cells.accept((long) random.nextInt(rows), random.nextLong() >>> 1), null);
    }
    tx.commit();
  }

  /** What it takes two equal replicas to find that out: bytes there and back, milliseconds. */
  private static double[][] hellos(Ewig one, Loopback there) throws Exception {
    double[] bytes = new double[HELLOS];
    double[] millis = new double[HELLOS];
    for (int i = 0; i < HELLOS; i++) {
      long from = System.nanoTime();
      Meeting.Outcome outcome = there.meet(one);
      millis[i] = (System.nanoTime() - from) / 1e6;
      bytes[i] = outcome.bytesOut() + outcome.bytesIn();
    }
    return new double[][] {bytes, millis};
  }

  private static List<Row> rows(
      String title,
      List<Double> bytes,
      List<Double> millis,
      List<Double> compared,
      double[][] hellos) {
    return List.of(
        Row.alone(
            title + "beyond the values, salts and keys included",
            Figure.of(array(bytes)),
            " bytes a cell",
            Goal.atMost(OVERHEAD_MAX, OVERHEAD_MAX + " bytes")),
        Row.alone(
            title + "durable on both sides",
            Figure.of(array(millis)),
            " ms",
            Goal.atMost(CONVERGED_MILLIS_MAX, CONVERGED_MILLIS_MAX + " ms")),
        Row.alone(
            title + "durable on both sides and the roots of both compared",
            Figure.of(array(compared)),
            " ms",
            Goal.none()),
        Row.alone(
            "sync of equal replicas, both ways together",
            Figure.of(hellos[0]),
            " bytes",
            Goal.atMost(HELLO_BYTES_MAX, HELLO_BYTES_MAX + " bytes")),
        Row.alone(
            "sync of equal replicas, roots compared",
            Figure.of(hellos[1]),
            " ms",
            Goal.atMost(HELLO_MILLIS_MAX, HELLO_MILLIS_MAX + " ms")));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
