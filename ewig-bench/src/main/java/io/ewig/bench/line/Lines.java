package io.ewig.bench.line;

import java.util.List;

/** All lines in the order of the table. */
public final class Lines {

  private Lines() {}

  public static List<Line> all() {
    return List.of(
        new AppendLine(),
        new DurableLine(1),
        new DurableLine(8),
        new DurableLine(64),
        new BatchLine(),
        new GetLine(),
        new ScanLine(),
        new WarmLine(),
        new OpenLine(),
        new DiskLine());
  }
}
