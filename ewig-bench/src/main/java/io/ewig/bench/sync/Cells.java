package io.ewig.bench.sync;

import io.ewig.bench.line.Workbench;
import io.ewig.engine.Ewig;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Type;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;

/** Two replicas of one table, each on disk. */
final class Cells implements AutoCloseable {

  private static final int ROWS_PER_COMMIT = 1_000;

  private static final Table TABLE =
      new TableBuilder(new UUID(1, 1), "public", "cells")
          .notNull("id", Type.BIGINT)
          .column("value", Type.DOUBLE)
          .primaryKey("id")
          .build();

  private final Ewig one;
  private final Ewig other;
  private final Loopback there;
  private final int rows;

  /**
   * What it took to become equal.
   *
   * @param comparedMillis with the roots of both compared
   */
  record Round(double bytes, double millis, double comparedMillis) {}

  Cells(Workbench bench, int rows) throws IOException {
    this.rows = rows;
    one = Ewig.open(bench.fresh("one"));
    other = Ewig.open(bench.fresh("other"));
    there = new Loopback(other);
    fill();
    there.meet(one);
  }

  private void fill() {
    try (Transaction made = one.begin("main")) {
      made.create(TABLE);
      made.commit();
    }
    for (int row = 0; row < rows; ) {
      try (Transaction tx = one.begin("main")) {
        for (int i = 0; i < ROWS_PER_COMMIT && row < rows; i++, row++) {
          tx.put(TABLE, TABLE.accept((long) row, 0.0), null);
        }
        tx.commit();
      }
    }
  }

  /** Changes so many cells on each side, and brings both together. */
  Round round(int cells, int seed) throws IOException {
    change(one, cells, 2L * seed);
    change(other, cells, 2L * seed + 1);
    long from = System.nanoTime();
    long bytes = there.exchange(one).bytes();
    double millis = (System.nanoTime() - from) / 1e6;
    there.meet(one);
    return new Round(bytes, millis, (System.nanoTime() - from) / 1e6);
  }

  private void change(Ewig at, int cells, long seed) {
    Random random = new Random(seed);
    try (Transaction tx = at.begin("main")) {
      for (int i = 0; i < cells; i++) {
        tx.put(TABLE, TABLE.accept((long) random.nextInt(rows), random.nextDouble()), null);
      }
      tx.commit();
    }
  }

  @Override
  public void close() {
    there.close();
    one.close();
    other.close();
  }
}
