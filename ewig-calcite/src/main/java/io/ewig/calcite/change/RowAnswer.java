package io.ewig.calcite.change;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.session.Transaction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is answered of rows that were written, as SQL sees them.
 *
 * @param items what of each, if it has no queries
 * @param queried what computes it, if it has
 */
public record RowAnswer(
    List<ResultColumn> columns,
    List<Understanding.Typed> items,
    Understanding.@Nullable Queried queried) {

  RowAnswer(List<ResultColumn> columns, List<Understanding.Typed> items) {
    this(columns, items, null);
  }

  public static RowAnswer of(Understanding.Items items) {
    return new RowAnswer(items.columns(), items.plain(), items.queried());
  }

  /** What answers: queries see what was there before the statement changed anything. */
  Execution before(Execution execution, Transaction transaction) {
    return queried == null
        ? execution
        : execution.seeing(transaction.view(), transaction.snapshot());
  }

  Answer.Result result(List<@Nullable Object[]> rows, Execution execution) {
    if (queried != null) {
      return new Answer.Result(columns, new Listed(queried(queried, rows, execution).iterator()));
    }
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

  /** All at once: later, the transaction may be over. */
  private static List<@Nullable Object[]> queried(
      Understanding.Queried queried, List<@Nullable Object[]> written, Execution execution) {
    queried.rows().give(written, execution);
    List<@Nullable Object[]> answers = new ArrayList<>(written.size());
    try (Rows rows = queried.root().open(execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        answers.add(row);
      }
    }
    return answers;
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
