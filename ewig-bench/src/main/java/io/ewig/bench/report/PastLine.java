package io.ewig.bench.report;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Rounds;
import io.ewig.bench.measure.Row;
import io.ewig.bench.measure.Turns;
import io.ewig.bench.report.Witness.Inquiry;
import io.ewig.bench.report.Witness.Span;
import java.util.List;
import java.util.Random;

/** Reports as of random moments, beside what they cost now. */
final class PastLine implements Line {

  private static final int MOMENTS = 1_000_000;
  private static final Goal TO_NOW = Goal.atMost(1.1, "1.1x");

  private final Witnesses witnesses;
  private final Report report;

  PastLine(Witnesses witnesses, Report report) {
    this.witnesses = witnesses;
    this.report = report;
  }

  @Override
  public String name() {
    return "report-past-" + report.name();
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    long events = bench.setting().state().versions();
    long roundMillis = ReportLine.ROUND * bench.setting().roundMillis();
    Span month = Span.ofDays(report.days());
    Random random = Happenings.random();
    try (Opened open = new Opened()) {
      Witness ewig = open.add(Witnesses.ewig(witnesses.url(bench, events)));
      Inquiry now = open.add(ewig.inquire(report));
      Inquiry past = open.add(ewig.inquire(report.past()));
      requireSame(past.answer(month), now.answer(month));
      Span until = new Span(month.from(), moment(random) + 1, month.moment());
      requireSame(past.answer(month.asOf(until.until() - 1)), now.answer(until));
      Rounds rounds =
          new Turns()
              .add("past", () -> past.cpuMillis(() -> month.asOf(moment(random)), roundMillis))
              .add("now", () -> now.cpuMillis(() -> month, roundMillis))
              .run(bench.setting().paceOfState());
      Figure ratio = rounds.ratio("past", "now");
      return List.of(
          new Row(
              report.title() + ", as of a random moment, " + Figure.number(events) + " events",
              rounds.of("past").text(" ms of CPU"),
              "now " + rounds.of("now").text(" ms of CPU"),
              ratio.text("x"),
              TO_NOW.text(),
              TO_NOW.judge(ratio.median())));
    }
  }

  private static long moment(Random random) {
    return Happenings.micros(random.nextInt(MOMENTS), MOMENTS);
  }

  private void requireSame(List<String> past, List<String> now) {
    if (!past.equals(now)) {
      throw new IllegalStateException(
          report.title() + ": as of a moment " + past + ", by a range " + now);
    }
  }
}
