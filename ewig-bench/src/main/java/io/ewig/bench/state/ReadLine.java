package io.ewig.bench.state;

import io.ewig.bench.line.Flatness;
import io.ewig.bench.line.Line;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Row;
import io.ewig.bench.peer.SqliteVersions;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rows by their primary key, as they are now or were at random moments. */
final class ReadLine implements Line {

  private static final Goal CURRENT = Goal.atMost(1, "1 us");
  private static final Goal AS_OF = Goal.atMost(2, "2 us");

  private final Gardens gardens;
  private final boolean isAsOf;

  ReadLine(Gardens gardens, boolean isAsOf) {
    this.gardens = gardens;
    this.isAsOf = isAsOf;
  }

  @Override
  public String name() {
    return isAsOf ? "state-read-asof" : "state-read-current";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>(measure(bench, Skew.UNIFORM));
    rows.addAll(measure(bench, Skew.ZIPF));
    if (isAsOf) {
      rows.add(sqlite(bench));
    }
    return rows;
  }

  private List<Row> measure(Workbench bench, Skew skew) throws Exception {
    Deque<Garden> open = new ArrayDeque<>();
    try {
      Flatness flatness = new Flatness();
      for (long versions : lengths(bench, skew)) {
        Garden garden = Gardens.open(gardens.grown(bench, versions, skew), versions);
        open.push(garden);
        Random random = Gardens.random();
        flatness.add(versions, () -> isAsOf ? asOf(bench, garden, random) : now(bench, garden));
      }
      String title = isAsOf ? "row as of a random moment" : "current row";
      return flatness.run(
          bench,
          title + (skew == Skew.ZIPF ? ", some rows changed far more often (zipf)" : ""),
          isAsOf ? AS_OF : CURRENT);
    } finally {
      open.forEach(Garden::close);
    }
  }

  private static List<Long> lengths(Workbench bench, Skew skew) {
    List<Long> all = Gardens.lengths(bench.setting());
    return skew == Skew.UNIFORM || all.size() < 2
        ? all
        : all.subList(all.size() - 2, all.size() - 1);
  }

  private static Latency now(Workbench bench, Garden garden) throws Exception {
    int[] numbers = new Random(3).ints(bench.setting().state().calls(), 0, garden.rows()).toArray();
    View view = garden.now();
    return Latency.of(numbers.length, i -> seqOf(garden, view, numbers[i]));
  }

  private static Latency asOf(Workbench bench, Garden garden, Random random) throws Exception {
    int[] numbers = random.ints(bench.setting().state().calls(), 0, garden.rows()).toArray();
    Instant[] moments = garden.moments(numbers.length, random);
    return Latency.of(
        numbers.length,
        i -> {
          View view = garden.db().view(Garden.MAIN, new When.At(moments[i]));
          return seqOf(garden, view, numbers[i]);
        });
  }

  private static long seqOf(Garden garden, View view, int number) {
    var row = view.get(garden.plants(), number / Garden.PLANTS, number % Garden.PLANTS);
    return row == null ? -1 : row.size();
  }

  private Row sqlite(Workbench bench) throws Exception {
    long versions = bench.setting().state().versionsOfPeer();
    try (SqliteVersions peer = Peers.sqlite(bench, versions)) {
      Random random = Gardens.random();
      int rows = Gardens.rows(versions);
      int calls = bench.setting().state().calls() / 10;
      List<Latency> rounds = new ArrayList<>();
      for (int i = 0; i < bench.setting().state().rounds(); i++) {
        int[] numbers = random.ints(calls, 0, rows).toArray();
        long[] moments = random.longs(calls, rows, versions).toArray();
        rounds.add(
            Latency.of(
                calls,
                at ->
                    length(
                        peer.asOf(
                            numbers[at] / Garden.PLANTS,
                            numbers[at] % Garden.PLANTS,
                            moments[at]))));
      }
      return new Row(
          "row as of a random moment, peer at " + Figure.number(versions) + " versions",
          "",
          "SQLite, top-1 index seek " + Latency.text(rounds),
          "",
          "",
          "");
    }
  }

  private static long length(byte @Nullable [] row) {
    return row == null ? -1 : row.length;
  }
}
