package io.ewig.bench.measure;

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

  public String markdown() {
    return "| " + String.join(" | ", line, ewig, peers, ratio, goal, reached) + " |";
  }
}
