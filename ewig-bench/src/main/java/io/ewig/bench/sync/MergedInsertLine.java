package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Rounds;
import io.ewig.bench.measure.Row;
import io.ewig.bench.measure.Turns;
import io.ewig.engine.Ewig;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Inserts into a table that others write to as well, with laws for that, and into one's own. */
final class MergedInsertLine implements Line {

  private static final double TIMES_MAX = 1.2;
  private static final String ALONE = "alone";
  private static final String MERGED = "merged";
  private static final Table LAWLESS = table(false);
  private static final Table LAWFUL = table(true);

  @Override
  public String name() {
    return "sync-insert";
  }

  private static Table table(boolean hasLaws) {
    TableBuilder plants =
        new TableBuilder(new UUID(1, 2), "public", "plants")
            .notNull("id", Type.UUID)
            .column("name", Type.VARCHAR)
            .column("petals", Type.BIGINT)
            .column("height", Type.BIGINT)
            .primaryKey("id");
    return hasLaws
        ? plants
            .mergeLaw("name", MergeLaw.TEXT)
            .mergeLaw("petals", MergeLaw.COUNTER)
            .mergeLaw("height", MergeLaw.MAX)
            .build()
        : plants.build();
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    int count = bench.setting().state().calls();
    try (Ewig alone = History.open(bench.fresh("alone"));
        Ewig merged = History.open(bench.fresh("merged"));
        Ewig other = History.open(bench.fresh("other"));
        Loopback there = new Loopback(other)) {
      create(alone, LAWLESS);
      create(merged, LAWFUL);
      there.meet(merged);
      Random random = new Random(1);
      Rounds rounds =
          new Turns()
              .add(ALONE, () -> inserts(alone, LAWLESS, random, count))
              .add(
                  MERGED,
                  () -> {
                    inserts(other, LAWFUL, random, count / 10);
                    there.meet(merged);
                    return inserts(merged, LAWFUL, random, count);
                  })
              .run(bench.setting().pace());
      Figure ratio = rounds.ratio(ALONE, MERGED);
      Goal goal = Goal.atMost(TIMES_MAX, TIMES_MAX + "x the time of one's own");
      return List.of(
          new Row(
              "inserts of a row each, not synced to disk, into a table with merge laws that"
                  + " replicas share",
              rounds.of(MERGED).text("/s"),
              "one's own table without laws " + rounds.of(ALONE).text("/s"),
              ratio.text("x the time"),
              goal.text(),
              goal.judge(ratio.median())));
    }
  }

  private static void create(Ewig at, Table table) {
    try (Transaction tx = at.begin("main")) {
      tx.create(table);
      tx.commit();
    }
  }

  /** How many a second. */
  private static double inserts(Ewig into, Table table, Random random, int count) {
    long from = System.nanoTime();
    for (int i = 0; i < count; i++) {
      try (Transaction tx = into.begin("main")) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        tx.put(table, table.accept(id, "rose " + i, (long) i % 9, (long) i), null);
        tx.commit();
      }
    }
    return 1e9 * count / (System.nanoTime() - from);
  }
}
