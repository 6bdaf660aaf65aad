package io.ewig.calcite;

import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.statement.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What statements answer, as texts to compare. */
public final class Answers {

  private Answers() {}

  /** The count, or a line for each row. */
  public static List<String> lines(Answer answer) {
    if (answer instanceof Answer.Count count) {
      return List.of(Long.toString(count.count()));
    }
    List<String> lines = new ArrayList<>();
    try (Rows rows = ((Answer.Result) answer).rows()) {
      for (Object[] row = rows.next(); row != null; row = rows.next()) {
        lines.add(Arrays.toString(row));
      }
    }
    return lines;
  }
}
