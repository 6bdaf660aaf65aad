package io.ewig.bench.report;

import io.ewig.bench.measure.CpuClock;
import io.ewig.bench.report.Witness.Inquiry;
import io.ewig.bench.report.Witness.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks for each report once in a JVM that has done nothing else. */
public final class HeapProbe {

  private static final double MILLIS_PER_SECOND = 1e3;

  private HeapProbe() {}

  /** Runs in the other JVM: a URL. Prints how many reports came about, of how many, CPU-ms. */
  public static void main(String[] words) throws SQLException {
    List<Report> reports = new ArrayList<>(Report.all());
    Report.all().forEach(report -> reports.add(report.past()));
    CpuClock clock = CpuClock.start();
    int answered = 0;
    try (Witness ewig = Witnesses.ewig(words[0])) {
      for (Report report : reports) {
        answered += isAnswered(ewig, report) ? 1 : 0;
      }
    }
    long millis = Math.round(MILLIS_PER_SECOND / clock.perProcessSecond(1));
    System.out.println(answered + " " + reports.size() + " " + millis);
  }

  private static boolean isAnswered(Witness ewig, Report report) {
    try (Inquiry inquiry = ewig.inquire(report)) {
      return !inquiry.answer(Span.ofDays(report.days())).isEmpty();
    } catch (SQLException e) {
      System.err.println(report.title() + ": " + e.getMessage());
      return false;
    }
  }
}
