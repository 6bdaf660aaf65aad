package io.ewig.bench.server;

import io.ewig.bench.line.Line;
import java.util.List;

/** The lines about servers, in the order of the table. */
public final class ServerLines {

  private ServerLines() {}

  public static List<Line> all() {
    return List.of(AskLine.keyReads(), AskLine.inserts(), new FetchLine(), new IdleLine());
  }
}
