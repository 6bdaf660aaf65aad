package io.ewig.bench.line;

import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Latency;
import io.ewig.bench.measure.Pace;
import io.ewig.bench.measure.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same measured at several lengths of history by turns. */
public final class Flatness {

  private static final double PER_DECADE = 1.2;

  private final Map<Long, Trial> trials = new LinkedHashMap<>();

  /** One round at one length. */
  @FunctionalInterface
  public interface Trial {
    Latency run() throws Exception;
  }

  public Flatness add(long versions, Trial trial) {
    trials.put(versions, trial);
    return this;
  }

  /** A row for each length, one for what a decade adds, and a curve in the chart. */
  public List<Row> run(Workbench bench, String title, Goal goal) throws Exception {
    Pace pace = bench.setting().paceOfState();
    Map<Long, List<Latency>> results = new LinkedHashMap<>();
    for (Trial trial : trials.values()) {
      pace.warm(trial::run);
    }
    for (int i = 0; i < pace.rounds(); i++) {
      for (Map.Entry<Long, Trial> trial : trials.entrySet()) {
        Latency latency = trial.getValue().run();
        results.computeIfAbsent(trial.getKey(), key -> new ArrayList<>()).add(latency);
      }
    }
    List<Row> rows = new ArrayList<>();
    results.forEach(
        (versions, latencies) -> {
          Figure median = Latency.medians(latencies);
          if (results.size() > 1) {
            bench.chart().add(title, versions, median.median());
          }
          rows.add(
              new Row(
                  title + ", " + Figure.number(versions) + " versions",
                  Latency.text(latencies),
                  "",
                  "",
                  goal.text(),
                  goal.judge(median.median())));
        });
    if (results.size() > 1) {
      rows.add(perDecade(title, List.copyOf(results.values())));
    }
    return rows;
  }

  private static Row perDecade(String title, List<List<Latency>> results) {
    List<Latency> few = results.get(0);
    List<Latency> many = results.get(results.size() - 1);
    double[] ratios = new double[few.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = Math.pow(many.get(i).median() / few.get(i).median(), 1.0 / (results.size() - 1));
    }
    Figure ratio = Figure.of(ratios);
    Goal goal = Goal.atMost(PER_DECADE, "1.2x");
    return new Row(
        title + ", each tenfold history",
        "",
        "",
        ratio.text("x"),
        goal.text(),
        goal.judge(ratio.median()));
  }
}
