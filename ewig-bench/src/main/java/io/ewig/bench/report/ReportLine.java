package io.ewig.bench.report;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Opened;
import io.ewig.bench.line.Setting;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Rounds;
import io.ewig.bench.measure.Row;
import io.ewig.bench.measure.Turns;
import io.ewig.bench.report.Witness.Inquiry;
import io.ewig.bench.report.Witness.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One report, asked for at one or two lengths of history. */
final class ReportLine implements Line {

  private static final String DUCKDB = "DuckDB";

  /** Processor time is counted in steps of 10 ms: a round is longer than those of others. */
  static final int ROUND = 2;

  private final Witnesses witnesses;
  private final Report report;

  ReportLine(Witnesses witnesses, Report report) {
    this.witnesses = witnesses;
    this.report = report;
  }

  @Override
  public String name() {
    return "report-" + report.name();
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (long events : lengths(bench.setting().state())) {
      rows.addAll(run(bench, events));
    }
    return rows;
  }

  private static Set<Long> lengths(Setting.State setting) {
    return new TreeSet<>(List.of(setting.versionsOfPeer(), setting.versions()));
  }

  private List<Row> run(Workbench bench, long events) throws Exception {
    long roundMillis = ROUND * bench.setting().roundMillis();
    try (Opened open = new Opened()) {
      Turns turns = new Turns();
      List<String> peers = new ArrayList<>();
      List<String> expected = null;
      String ours = "";
      Span span = Span.ofDays(report.days());
      for (Witness witness : witnesses.call(bench, events, open)) {
        if (!witness.knows(report)) {
          continue;
        }
        Inquiry inquiry = open.add(witness.inquire(report));
        List<String> answer = inquiry.answer(span);
        if (expected == null) {
          expected = answer;
          ours = witness.name();
        } else {
          requireSame(expected, answer, witness.name());
          peers.add(witness.name());
        }
        turns.add(witness.name(), () -> inquiry.cpuMillis(() -> span, roundMillis));
      }
      return rows(turns.run(bench.setting().paceOfState()), ours, peers, events);
    }
  }

  private void requireSame(List<String> ours, List<String> theirs, String peer) {
    if (!ours.equals(theirs)) {
      throw new IllegalStateException(
          report.title() + ": Ewig says " + first(ours) + ", and " + peer + " " + first(theirs));
    }
  }

  private static String first(List<String> rows) {
    return rows.size() + " rows, first " + (rows.isEmpty() ? "none" : rows.get(0));
  }

  private List<Row> rows(Rounds rounds, String ours, List<String> peers, long events) {
    String title = report.title() + ", " + Figure.number(events) + " events";
    Figure ewig = rounds.of(ours);
    List<Row> rows = new ArrayList<>();
    rows.add(Row.alone(title, ewig, " ms of CPU", Goal.none()));
    for (String peer : peers) {
      Goal goal = peer.equals(DUCKDB) ? report.toDuckDb() : Goal.none();
      Figure ratio = rounds.ratio(ours, peer);
      rows.add(
          new Row(
              title,
              ewig.text(" ms of CPU"),
              peer + " " + rounds.of(peer).text(" ms of CPU"),
              ratio.text("x"),
              goal.text(),
              goal.judge(ratio.median())));
    }
    return rows;
  }
}
