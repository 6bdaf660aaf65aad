package io.ewig.bench.sql;

import io.ewig.bench.line.Line;
import io.ewig.bench.sql.store.Histories;
import java.util.ArrayList;
import java.util.List;

/** The lines about SQL, in the order of the table. */
public final class SqlLines {

  private SqlLines() {}

  public static List<Line> all() {
    Histories histories = new Histories();
    List<Line> lines = new ArrayList<>();
    for (Reading reading : Reading.all()) {
      lines.add(new ReadLine(histories, reading));
    }
    lines.add(new ScanLine(histories));
    lines.add(new EventLine());
    lines.add(new ChangeLine(1));
    lines.add(new ChangeLine(8));
    lines.add(new BatchLine());
    lines.add(new PlanLine());
    lines.add(new StartLine(histories));
    return lines;
  }
}
