package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import java.util.List;

/** The lines about sync, in the order of the table. */
public final class SyncLines {

  private SyncLines() {}

  public static List<Line> all() {
    return List.of(
        new CellsLine(),
        new EqualLine(),
        new DifferencesLine(),
        new CatchUpLine(),
        new MergedInsertLine());
  }
}
