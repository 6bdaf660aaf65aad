package io.ewig.bench.measure;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.Map;

/** One line of the table. */
public record Row(
    String line, String ewig, String peers, String ratio, String goal, String reached) {

  public Row {
    peers = peers.lines().findFirst().orElse("").replace('|', '/'); // may quote a program's output
  }

  public static final Row HEAD = new Row("line", "Ewig", "peers", "ratio", "goal", "reached");
  public static final Row RULE = new Row("---", "---", "---", "---", "---", "---");

  /** A line without peers, judged by what Ewig did. */
  public static Row alone(String line, Figure ewig, String unit, Goal goal) {
    return new Row(line, ewig.text(unit), "", "", goal.text(), goal.judge(ewig.median()));
  }

  /** By the names of the table's columns. */
  public Json json() {
    return JsonObject.of(
        Map.of(
            "line", JsonText.of(line),
            "ewig", JsonText.of(ewig),
            "peers", JsonText.of(peers),
            "ratio", JsonText.of(ratio),
            "goal", JsonText.of(goal),
            "reached", JsonText.of(reached)));
  }

  public String markdown() {
    return "| " + String.join(" | ", line, ewig, peers, ratio, goal, reached) + " |";
  }
}
