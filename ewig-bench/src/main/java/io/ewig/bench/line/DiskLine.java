package io.ewig.bench.line;

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

/**
 * What an event takes on disk: log files with their indexes, without the room made ahead of need.
 */
final class DiskLine implements Line {

  private static final Goal GOAL = Goal.atMost(260, "260 bytes");

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    long events = bench.setting().eventsFew();
    for (LogKind kind : Workbench.KINDS) {
      rows.add(row(kind, "1,000 events", bytesPerEvent(bench.grown(kind, events), events)));
      Path singles = bench.fresh("singles");
      int count = bench.setting().eventsPerRound();
      Config config = Config.defaults().withLog(kind).withDurability(Durability.NONE);
      try (Ewig db = Ewig.open(singles, config)) {
        byte[] payload = Workbench.payload(Workbench.SMALL_PAYLOAD_BYTES);
        for (int i = 0; i < count; i++) {
          db.append(EwigStore.draft(payload));
        }
      }
      rows.add(row(kind, "1 event", bytesPerEvent(singles, count)));
    }
    return rows;
  }

  private static double bytesPerEvent(Path folder, long events) throws Exception {
    return (double) Folders.bytesUsed(folder.resolve("log")) / events;
  }

  private static Row row(LogKind kind, String perCommit, double bytes) {
    return Row.alone(
        "disk per event, 120-byte payload, commits of "
            + perCommit
            + ", preallocation not counted ("
            + EwigStore.nameOf(kind)
            + ")",
        Figure.of(bytes),
        " bytes",
        GOAL);
  }
}
