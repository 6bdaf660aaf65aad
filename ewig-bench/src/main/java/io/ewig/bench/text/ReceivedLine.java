package io.ewig.bench.text;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.engine.sequence.OperationLog;
import io.ewig.engine.sequence.SequenceDocument;
import java.util.ArrayList;
import java.util.List;

/** What several typed at once: all operations are taken in, and the text is made of them. */
final class ReceivedLine implements Line {

  private static final int WARMING_ROUNDS = 5;

  @Override
  public String name() {
    return "text-received";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (String name : Trace.CONCURRENT) {
      rows.addAll(rows(Trace.of(name), bench.setting().rounds()));
    }
    return rows;
  }

  private static List<Row> rows(Trace trace, int rounds) {
    double[] taken = new double[rounds];
    double[] made = new double[rounds];
    for (int round = -WARMING_ROUNDS; round < rounds; round++) {
      long from = System.nanoTime();
      OperationLog log = trace.received();
      long between = System.nanoTime();
      String text = new SequenceDocument(log).toString();
      long to = System.nanoTime();
      if (!text.equals(trace.expected())) {
        throw new IllegalStateException(trace.name() + " comes to another text");
      }
      taken[Math.max(0, round)] = (between - from) / 1e6;
      made[Math.max(0, round)] = (to - between) / 1e6;
    }
    byte[] bytes = new SequenceDocument(trace.received()).toBytes();
    String title =
        trace.name() + ", " + Figure.number((double) trace.patches()) + " edits at once, ";
    return List.of(
        Row.alone(title + "taken in", Figure.of(taken), " ms", Goal.none()),
        Row.alone(title + "text made", Figure.of(made), " ms", Goal.none()),
        Row.alone(
            title + "all operations, saved, deflated",
            Figure.of(TypedLine.deflated(bytes)),
            " bytes",
            Goal.none()));
  }
}
