package io.ewig.engine.sequence;

import io.ewig.engine.format.BytesOut;

/** Writes logs, see {@link LogFormat}. */
final class LogWriter {

  private final OperationLog log;
  private final CausalGraph graph;
  private final BytesOut out = new BytesOut(256);
  private int place;

  private LogWriter(OperationLog log) {
    this.log = log;
    this.graph = log.graph();
  }

  static byte[] write(OperationLog log) {
    return new LogWriter(log).write();
  }

  private byte[] write() {
    out.putByte(LogFormat.VERSION).putVarint(graph.agents());
    for (int agent = 0; agent < graph.agents(); agent++) {
      out.putLong(graph.agentOf(agent).high()).putLong(graph.agentOf(agent).low());
    }
    out.putVarint(graph.size());
    int stretch = 0;
    for (int run = 0; run < graph.runs(); run++) {
      out.putVarint(graph.numberOfAgent(run)).putVarint(graph.end(run) - graph.start(run));
      putParents(run);
      while (stretch < log.runs() && log.start(stretch) < graph.end(run)) {
        putStretch(stretch++);
      }
    }
    return out.putText(log.content()).toArray();
  }

  private void putParents(int run) {
    int[] parents = graph.parents(run);
    int start = graph.start(run);
    if (parents.length == 1 && parents[0] == start - 1) {
      out.putVarint(0);
      return;
    }
    out.putVarint(1 + parents.length);
    for (int parent : parents) {
      out.putVarint(start - parent);
    }
  }

  private void putStretch(int run) {
    int length = log.end(run) - log.start(run);
    out.putVarint((long) length << LogFormat.KIND_BITS | log.kind(run));
    out.putZigzag(log.place(run) - place);
    place = LogFormat.end(log.kind(run), log.place(run), length);
  }
}
