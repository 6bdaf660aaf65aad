package io.ewig.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thing that Ewig and its peers do by turns; the ratio is always Ewig's to the peer's. */
public final class Contest {

  private static final String EWIG = "Ewig";

  private final String title;
  private final String unit;
  private final Goal goal;
  private final Turns turns = new Turns();
  private final Map<String, Goal> goals = new LinkedHashMap<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  /**
   * @param goal what Ewig alone is to reach
   */
  public Contest(String title, String unit, Goal goal, Turns.Trial ewig) {
    this.title = title;
    this.unit = unit;
    this.goal = goal;
    turns.add(EWIG, ewig);
  }

  /**
   * @param ratio what Ewig is to reach beside this one
   */
  public Contest against(String peer, Goal ratio, Turns.Trial trial) {
    turns.add(peer, trial);
    goals.put(peer, ratio);
    return this;
  }

  /** Notes that somebody can't take part. */
  public Contest without(String peer, String why) {
    absent.put(peer, why);
    return this;
  }

  public List<Row> run(Pace pace) throws Exception {
    Rounds rounds = turns.run(pace);
    List<Row> rows = new ArrayList<>();
    Figure ewig = rounds.of(EWIG);
    rows.add(Row.alone(title, ewig, unit, goal));
    goals.forEach(
        (peer, ratio) -> {
          Figure beside = rounds.ratio(EWIG, peer);
          rows.add(
              new Row(
                  title,
                  ewig.text(unit),
                  peer + " " + rounds.of(peer).text(unit),
                  beside.text("x"),
                  ratio.text(),
                  ratio.judge(beside.median())));
        });
    absent.forEach((peer, why) -> rows.add(new Row(title, "", peer + ": " + why, "", "", "")));
    return rows;
  }
}
