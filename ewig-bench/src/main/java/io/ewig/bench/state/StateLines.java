package io.ewig.bench.state;

import io.ewig.bench.line.Line;
import java.util.List;

/** The lines about state, in the order of the table. */
public final class StateLines {

  private StateLines() {}

  public static List<Line> all() {
    Gardens gardens = new Gardens();
    return List.of(
        new ReadLine(gardens, false),
        new ReadLine(gardens, true),
        new WorldLine(gardens),
        new StateDiskLine(gardens),
        new StateOpenLine(gardens),
        new UpdateLine(gardens),
        new BranchLine(gardens),
        new MeadowLine());
  }
}
