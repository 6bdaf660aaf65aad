package io.ewig.bench.text;

import io.ewig.bench.line.Line;
import java.util.List;

/** The lines about texts that many edit, in the order of the table. */
public final class TextLines {

  private TextLines() {}

  public static List<Line> all() {
    return List.of(new TypedLine(), new ReceivedLine());
  }
}
