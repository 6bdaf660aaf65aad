package io.ewig.bench.line;

import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Rounds;
import io.ewig.bench.measure.Row;
import io.ewig.bench.measure.Turns;
import io.ewig.bench.peer.BareLoop;
import io.ewig.bench.peer.EwigStore;
import io.ewig.engine.LogKind;
import java.util.ArrayList;
import java.util.List;

/** Durable commits of 1,000 events each, from one client. */
final class BatchLine implements Line {

  private static final Goal GOAL = Goal.atLeast(200_000, "200 k/s");

  @Override
  public String name() {
    return "batch";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    byte[] payload = Workbench.payload(Workbench.PAYLOAD_BYTES);
    int before = bench.setting().eventsBefore();
    int bytes = Workbench.BATCH_EVENTS * bench.bytesPerCommit();
    try (EwigStore chronicle =
            EwigStore.open(bench.fresh("batch"), LogKind.CHRONICLE, payload, before);
        EwigStore plain = EwigStore.open(bench.fresh("batch"), LogKind.PLAIN, payload, before);
        BareLoop bare = BareLoop.open(bench.fresh("bare"), bytes)) {
      long millis = bench.setting().roundMillis();
      Rounds rounds =
          new Turns()
              .add(
                  chronicle.name(),
                  () -> perSecond(millis, () -> chronicle.commit(payload, Workbench.BATCH_EVENTS)))
              .add(
                  plain.name(),
                  () -> perSecond(millis, () -> plain.commit(payload, Workbench.BATCH_EVENTS)))
              .add(bare.name(), () -> perSecond(millis, () -> bare.commit(payload)))
              .run(bench.setting().pace());
      List<Row> rows = new ArrayList<>();
      for (String name : List.of(chronicle.name(), plain.name())) {
        rows.add(
            new Row(
                "durable commits of 1,000 events, 1 client (" + name + ")",
                rounds.of(name).text(" events/s"),
                "bare loop, as many bytes " + rounds.of(bare.name()).text(" events/s"),
                rounds.ratio(name, bare.name()).text("x"),
                GOAL.text(),
                GOAL.judge(rounds.of(name).median())));
      }
      return rows;
    }
  }

  @FunctionalInterface
  private interface Commit {
    void run() throws Exception;
  }

  private static double perSecond(long millis, Commit commit) throws Exception {
    long from = System.nanoTime();
    long events = 0;
    do {
      commit.run();
      events += Workbench.BATCH_EVENTS;
    } while (System.nanoTime() - from < millis * 1_000_000);
    return 1e9 * events / (System.nanoTime() - from);
  }
}
