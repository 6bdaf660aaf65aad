package io.ewig.calcite.change;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of rows that were written. */
record RowAnswer(List<ResultColumn> columns, List<Understanding.Typed> items) {

  /**
   * @param columns how many a row has
   */
  static RowAnswer of(Understanding.Items items, int columns) {
    return new RowAnswer(items.columns(), items.about(columns));
  }

  Answer.Result result(List<Row> rows, Execution execution) {
    List<@Nullable Object[]> answers = new ArrayList<>(rows.size());
    for (Row row : rows) {
      @Nullable Object[] values = SqlValues.of(row);
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
