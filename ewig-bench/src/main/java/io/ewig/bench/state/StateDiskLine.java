package io.ewig.bench.state;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Folders;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that a closed database takes on disk, against its log alone. */
final class StateDiskLine implements Line {

  private static final Goal GOAL = Goal.atMost(1.5, "1.5x");

  private final Gardens gardens;

  StateDiskLine(Gardens gardens) {
    this.gardens = gardens;
  }

  @Override
  public String name() {
    return "state-disk";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (long versions : Gardens.lengths(bench.setting())) {
      Path folder = gardens.grown(bench, versions, Skew.UNIFORM);
      double log = Folders.bytesUsed(folder.resolve("log"));
      double all = Folders.bytesUsed(folder);
      rows.add(
          new Row(
              "disk for " + Figure.number(versions) + " versions of 100-byte rows",
              Figure.number(all / versions) + " bytes a version",
              "the log itself " + Figure.number(log / versions) + " bytes",
              Figure.number(all / log) + "x",
              GOAL.text(),
              GOAL.judge(all / log)));
    }
    return rows;
  }
}
