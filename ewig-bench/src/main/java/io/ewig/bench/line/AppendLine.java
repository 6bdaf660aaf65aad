package io.ewig.bench.line;

import io.ewig.bench.measure.CpuClock;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Folders;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.peer.EwigStore;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.log.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Appends without waiting for the disk: what hashing, chaining, encoding and indexing cost. */
final class AppendLine implements Line {

  private static final Goal GOAL = Goal.atLeast(600_000, "0.6 M/CPU-s");

  @Override
  public String name() {
    return "append";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (LogKind kind : Workbench.KINDS) {
      for (int perCommit : new int[] {1, Workbench.BATCH_EVENTS}) {
        rows.add(measure(bench, kind, perCommit));
      }
    }
    return rows;
  }

  private static Row measure(Workbench bench, LogKind kind, int perCommit) throws Exception {
    Path folder = bench.fresh("append");
    Config config = Config.defaults().withLog(kind).withDurability(Durability.NONE);
    byte[] payload = Workbench.payload(Workbench.PAYLOAD_BYTES);
    int rounds = bench.setting().rounds();
    double[] thread = new double[rounds];
    double[] process = new double[rounds];
    try (Ewig db = Ewig.open(folder, config)) {
      int events = bench.setting().eventsPerRound();
      bench.setting().paceOfCommits().warm(() -> append(db, payload, perCommit, events));
      for (int i = 0; i < rounds; i++) {
        CpuClock clock = CpuClock.start();
        int count = append(db, payload, perCommit, events);
        thread[i] = clock.perThreadSecond(count);
        process[i] = clock.perProcessSecond(count);
      }
    }
    Folders.delete(folder);
    Figure figure = Figure.of(thread);
    String events = perCommit == 1 ? "1 event" : perCommit + " events";
    return new Row(
        "append, no sync, 200-byte payload, "
            + events
            + " per commit, one thread ("
            + EwigStore.nameOf(kind)
            + ")",
        figure.text("/CPU-s of the thread")
            + "; "
            + Figure.of(process).text("/CPU-s of the process"),
        "",
        "",
        GOAL.text(),
        GOAL.judge(figure.median()));
  }

  private static int append(Ewig db, byte[] payload, int perCommit, int events) {
    int done = 0;
    while (done < events) {
      if (perCommit == 1) {
        db.append(EwigStore.draft(payload));
      } else {
        EwigStore.commit(db, payload, perCommit);
      }
      done += perCommit;
    }
    return done;
  }
}
