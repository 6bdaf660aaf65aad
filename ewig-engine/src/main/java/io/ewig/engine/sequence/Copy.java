package io.ewig.engine.sequence;

import io.ewig.engine.event.Origin;
import java.util.Arrays;

/** Carries operations from one log to another, where they have other numbers. */
final class Copy {

  private final OperationLog source;
  private final OperationLog target;

  private Copy(OperationLog source, OperationLog target) {
    this.source = source;
    this.target = target;
  }

  /** All that the other lacks. */
  static void all(OperationLog source, OperationLog target) {
    source.each(0, source.graph().size(), new Copy(source, target)::copy);
  }

  /** All that a version has. */
  static void upTo(int[] version, OperationLog source, OperationLog target) {
    Copy copy = new Copy(source, target);
    VersionDifference.Ranges all =
        source.graph().difference(version, CausalGraph.NOTHING).onlyInOne();
    for (int i = all.size() - 1; i >= 0; i--) {
      source.each(all.from(i), all.to(i), copy::copy);
    }
  }

  private void copy(int run, int from, int to) {
    CausalGraph graph = source.graph();
    Origin agent = graph.agent(graph.run(from));
    int known = target.graph().countOf(agent) - graph.count(from);
    int start = from + Math.max(0, known);
    if (start >= to) {
      return;
    }
    int[] on = Arrays.stream(graph.parentsOf(start)).map(this::number).sorted().toArray();
    int place = source.place(run, start, to);
    switch (source.kind(run)) {
      case OperationLog.INSERT ->
          target.insert(agent, on, place, source.text(run, start, to).toString());
      case OperationLog.DELETE -> target.delete(agent, on, place, to - start);
      default -> target.deleteBack(agent, on, place, to - start);
    }
  }

  private int number(int operation) {
    CausalGraph graph = source.graph();
    return target.graph().operation(graph.agent(graph.run(operation)), graph.count(operation));
  }
}
