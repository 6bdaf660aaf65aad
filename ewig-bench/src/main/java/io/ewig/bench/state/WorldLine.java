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
import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** All rows of a garden, and all objects of a world, as they were at random moments. */
final class WorldLine implements Line {

  private static final Goal GOAL = Goal.atMost(1_000, "1 ms");
  private static final int FEWER = 200; // a world costs about so many single rows
  private static final String PAD = "x".repeat(60);
  private static final int WORLDS = 7;

  private final Gardens gardens;

  WorldLine(Gardens gardens) {
    this.gardens = gardens;
  }

  @Override
  public String name() {
    return "state-world-asof";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    Deque<Garden> open = new ArrayDeque<>();
    try {
      Flatness flatness = new Flatness();
      for (long versions : Gardens.lengths(bench.setting())) {
        Garden garden = Gardens.open(gardens.grown(bench, versions, Skew.UNIFORM), versions);
        open.push(garden);
        Random random = Gardens.random();
        flatness.add(versions, () -> ofRows(bench, garden, random));
      }
      rows.addAll(flatness.run(bench, "1,321 rows as of a random moment", GOAL));
    } finally {
      open.forEach(Garden::close);
    }
    rows.add(ofObjects(bench));
    rows.add(sqlite(bench));
    return rows;
  }

  private static int calls(Workbench bench) {
    return Math.max(5, bench.setting().state().calls() / FEWER);
  }

  private static Latency ofRows(Workbench bench, Garden garden, Random random) throws Exception {
    Instant[] moments = garden.moments(calls(bench), random);
    int whole = garden.rows() / Garden.PLANTS;
    return Latency.of(
        moments.length,
        i -> {
          View view = garden.db().view(Garden.MAIN, new When.At(moments[i]));
          int count = 0;
          RowCursor cursor = view.scan(garden.plants(), List.of(i % whole), false);
          while (cursor.next()) {
            count += cursor.row().size() > 0 ? 1 : 0;
          }
          return count - Garden.PLANTS;
        });
  }

  /** Objects of JSON, folded from events. */
  private static Row ofObjects(Workbench bench) throws Exception {
    long events = bench.setting().state().versionsOfPeer();
    Config config = Config.defaults().withLog(LogKind.PLAIN).withDurability(Durability.NONE);
    Random random = Gardens.random();
    try (Ewig db = Ewig.open(bench.fresh("worlds"), config)) {
      int objects = (int) Math.min((long) WORLDS * Garden.PLANTS, events / 2);
      for (long event = 0; event < events; ) {
        Batch batch = db.batch();
        for (int i = 0; i < Garden.ROWS_PER_COMMIT && event < events; i++, event++) {
          batch.add(change(Garden.number(event, objects, Skew.UNIFORM, random), event));
        }
        batch.commit();
      }
      List<Latency> rounds = new ArrayList<>();
      int whole = Math.max(1, objects / Garden.PLANTS);
      for (int round = -1; round < bench.setting().state().rounds(); round++) {
        long[] seqs = random.longs(calls(bench), objects, events).toArray();
        Latency latency =
            Latency.of(
                seqs.length,
                i -> {
                  When then = new When.At(db.get(seqs[i]).systemTime());
                  World world = World.of("a://garden/" + i % whole);
                  return db.view(Garden.MAIN, then).world(world).length() - 1;
                });
        if (round >= 0) {
          rounds.add(latency);
        }
      }
      double median = Latency.medians(rounds).median();
      String title = "world of 1,321 JSON objects as of a random moment, ";
      return new Row(
          title + Figure.number(events) + " events",
          Latency.text(rounds),
          "",
          "",
          GOAL.text(),
          GOAL.judge(median));
    }
  }

  private static EventBuilder change(int number, long version) {
    return EventBuilder.in("a://garden/" + number / Garden.PLANTS)
        .type("StateChanged")
        .json(
            "{\"id\":\"plant-"
                + number % Garden.PLANTS
                + "\",\"petals\":"
                + version
                + ",\"note\":\""
                + PAD
                + "\"}");
  }

  private static Row sqlite(Workbench bench) throws Exception {
    long versions = bench.setting().state().versionsOfPeer();
    try (SqliteVersions peer = Peers.sqlite(bench, versions)) {
      Random random = Gardens.random();
      int rows = Gardens.rows(versions);
      List<Latency> rounds = new ArrayList<>();
      for (int i = 0; i < bench.setting().state().rounds(); i++) {
        long[] moments = random.longs(calls(bench), rows, versions).toArray();
        rounds.add(
            Latency.of(
                moments.length,
                at -> peer.gardenAsOf(at % (rows / Garden.PLANTS), moments[at]) - Garden.PLANTS));
      }
      return new Row(
          "1,321 rows as of a random moment, peer at " + Figure.number(versions) + " versions",
          "",
          "SQLite, top-1 index seeks " + Latency.text(rounds),
          "",
          "",
          "");
    }
  }
}
