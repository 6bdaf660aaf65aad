package io.ewig.calcite.system.history;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.Line;
import io.ewig.engine.event.Branch;
import java.util.List;

/**
 * What users call the lines that commits lie on.
 *
 * <p>A line keeps the name of the branch that it was started for: it is part of what was recorded,
 * and renaming the branch does not change it. When a branch is reset or starts anew under the same
 * name it goes on with another line, {@code name~number}; the number is nobody's business.
 */
public final class LineNames {

  private LineNames() {}

  public static String of(Branch line) {
    String name = line.name();
    int number = name.lastIndexOf('~');
    return number < 0 ? name : name.substring(0, number);
  }

  /** All lines that go by one of these names. */
  static List<Line> called(Ewig engine, List<String> names) {
    return engine.branches().lines().stream()
        .filter(line -> names.contains(of(line.name())))
        .toList();
  }
}
