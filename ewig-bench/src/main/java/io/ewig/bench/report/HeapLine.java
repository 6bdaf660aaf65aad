package io.ewig.bench.report;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.FreshJvm;
import io.ewig.bench.measure.Row;
import java.util.List;

/** All reports over the longest history in a JVM with a small heap: they come about, or not. */
final class HeapLine implements Line {

  private static final int MEBIBYTES = 512;

  private final Witnesses witnesses;

  HeapLine(Witnesses witnesses) {
    this.witnesses = witnesses;
  }

  @Override
  public String name() {
    return "report-heap";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().state().versions();
    long[] found = FreshJvm.run(HeapProbe.class, MEBIBYTES, witnesses.url(bench, events));
    String title =
        "all reports, and all of them as of a moment, with -Xmx"
            + MEBIBYTES
            + "m, "
            + Figure.number(events)
            + " events";
    String text = found[0] + " of " + found[1] + " reports, " + found[2] + " ms of CPU";
    return List.of(new Row(title, text, "", "", "all", found[0] == found[1] ? "yes" : "no"));
  }
}
