package io.ewig.calcite.change;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Understanding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of rows that were written, as SQL sees them. */
public record RowAnswer(List<ResultColumn> columns, List<Understanding.Typed> items) {

  public static RowAnswer of(Understanding.Items items) {
    return new RowAnswer(items.columns(), items.plain());
  }

  Answer.Result result(List<@Nullable Object[]> rows, Execution execution) {
    List<@Nullable Object[]> answers = new ArrayList<>(rows.size());
    for (@Nullable Object[] values : rows) {
      @Nullable Object[] answer = new @Nullable Object[items.size()];
      for (int i = 0; i < answer.length; i++) {
        answer[i] = items.get(i).expression().value(values, execution);
      }
      answers.add(answer);
    }
    return new Answer.Result(columns, new Listed(answers.iterator()));
  }

  /** Rows that are all there. */
  private record Listed(Iterator<@Nullable Object[]> rows) implements Rows {
    @Override
    public @Nullable Object @Nullable [] next() {
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {}
  }
}
