package io.ewig.bench.state;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.merge.Differences;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.session.MergeResult;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Roots, differences and merges of a table with many rows. */
final class MeadowLine implements Line {

  private static final Goal DIFF = Goal.atMost(5_000, "5 ms");
  private static final Goal MERGE = Goal.atMost(200, "200 ms");
  private static final int DIFFS = 50;
  private static final int CHANGES = 1_000;
  private static final int SCATTERED = 20_000;
  private static final int SEED = 31;

  @Override
  public String name() {
    return "state-diff state-merge state-root";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    int rows = bench.setting().state().rows();
    String of = ", " + Figure.number(rows) + " rows";
    try (Garden meadow = Garden.open(bench.fresh("meadow"), rows)) {
      meadow.grow(0, rows, Skew.UNIFORM, new Random(SEED));
      List<Row> table = new ArrayList<>();
      table.add(time("first root" + of, meadow));
      table.add(diffs(bench, meadow, of));
      table.add(merges(bench, meadow, of));
      int scattered = Math.min(SCATTERED, rows);
      meadow.grow(rows, rows + scattered, Skew.UNIFORM, new Random(SEED));
      table.add(time("root after " + Figure.number(scattered) + " scattered changes" + of, meadow));
      return table;
    }
  }

  private static Row time(String title, Garden meadow) {
    View now = meadow.now();
    long from = System.nanoTime();
    if (now.root().equals(Hash.ZERO)) {
      throw new IllegalStateException("a state has no root");
    }
    Figure millis = Figure.of((System.nanoTime() - from) / 1e6);
    return Row.alone(title, millis, " ms", Goal.none());
  }

  private static Row diffs(Workbench bench, Garden meadow, String of) throws Exception {
    Random random = new Random(SEED);
    List<Latency> rounds = new ArrayList<>();
    for (int round = -1; round < bench.setting().state().rounds(); round++) {
      View[] views = new View[DIFFS + 1];
      views[0] = meadow.now();
      for (int i = 1; i <= DIFFS; i++) {
        meadow.update(Garden.MAIN, random.nextInt(meadow.rows()), (long) DIFFS * (round + 2) + i);
        views[i] = meadow.now();
      }
      Latency latency = Latency.of(DIFFS, i -> count(views[i].differencesTo(views[i + 1])) - 1);
      if (round >= 0) {
        rounds.add(latency);
      }
    }
    double median = Latency.medians(rounds).median();
    return new Row(
        "diff of two commits, 1 row differs" + of,
        Latency.text(rounds),
        "",
        "",
        DIFF.text(),
        DIFF.judge(median));
  }

  private static long count(Differences differences) {
    long count = 0;
    while (differences.next()) {
      count++;
    }
    return count;
  }

  private static Row merges(Workbench bench, Garden meadow, String of) {
    int changes = Math.min(CHANGES, meadow.rows() / 2);
    Random random = new Random(SEED);
    double[] millis = new double[bench.setting().state().rounds()];
    for (int round = -1; round < millis.length; round++) {
      String branch = "bed" + (round + 1);
      meadow.db().branches().create(branch, Garden.MAIN);
      change(meadow, Garden.MAIN, 0, changes, random);
      change(meadow, branch, 1, changes, random);
      long from = System.nanoTime();
      MergeResult result =
          meadow.db().merges().merge(branch, Garden.MAIN, MergeStrategy.THREE_WAY, new Words());
      if (!(result instanceof MergeResult.Merged)) {
        throw new IllegalStateException("not merged: " + result);
      }
      if (round >= 0) {
        millis[round] = (System.nanoTime() - from) / 1e6;
      }
    }
    return Row.alone(
        "merge of " + Figure.number(changes) + " changes on each side" + of,
        Figure.of(millis),
        " ms",
        MERGE);
  }

  /** Changes even rows on one side and odd ones on the other. */
  private static void change(Garden meadow, String branch, int odd, int changes, Random random) {
    Transaction tx = meadow.db().begin(branch);
    for (int i = 0; i < changes; i++) {
      int number = random.nextInt(meadow.rows() / 2) * 2 + odd;
      tx.put(meadow.plants(), meadow.row(number, random.nextInt(Integer.MAX_VALUE)), null);
    }
    tx.commit();
  }
}
