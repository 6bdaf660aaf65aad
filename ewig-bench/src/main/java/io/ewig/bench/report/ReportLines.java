package io.ewig.bench.report;

import io.ewig.bench.line.Line;
import java.util.ArrayList;
import java.util.List;

/** The lines about reports, in the order of the table. */
public final class ReportLines {

  private ReportLines() {}

  public static List<Line> all() {
    Witnesses witnesses = new Witnesses();
    List<Line> lines = new ArrayList<>();
    for (Report report : Report.all()) {
      lines.add(new ReportLine(witnesses, report));
    }
    for (Report report : Report.all()) {
      lines.add(new PastLine(witnesses, report));
    }
    lines.add(new HeapLine(witnesses));
    lines.add(new LoadLine());
    return lines;
  }
}
