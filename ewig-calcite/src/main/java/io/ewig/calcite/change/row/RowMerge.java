package io.ewig.calcite.change.row;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.parser.change.WhenClause.Action;
import io.ewig.parser.change.WhenClause.Match;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does with each row of a source, or of the table, what the first clause says that fits.
 *
 * <p>The query gives the columns of the table, null if no row matches; when that row is true; and
 * what conditions and values are computed from.
 *
 * @param matchesAt the columns that say whether a row is such a one
 */
public record RowMerge(
    Target target, Operator query, Map<Match, Integer> matchesAt, List<Clause> clauses)
    implements RowChange {

  /**
   * @param condition or null
   * @param values of an update or insert
   */
  public record Clause(
      Match match, @Nullable Expression condition, Action action, List<Assigned> values) {

    boolean fits(Match found, @Nullable Object[] row, Execution execution) {
      return match == found
          && (condition == null || Boolean.TRUE.equals(condition.value(row, execution)));
    }
  }

  /** What is left to do when all rows that go are gone, so that others can take their keys. */
  private record Later(
      List<Transaction.Replacement> updates, List<Map<String, @Nullable Object>> inserts) {}

  @Override
  public Set<Operation> needs() {
    Set<Operation> needed = EnumSet.noneOf(Operation.class);
    for (Clause clause : clauses) {
      switch (clause.action) {
        case INSERT -> needed.add(Operation.INSERT);
        case UPDATE -> needed.add(Operation.UPDATE);
        case DELETE -> needed.add(Operation.DELETE);
        case NOTHING -> {}
      }
    }
    return needed;
  }

  @Override
  public long apply(Transaction transaction, Execution execution, Written written) {
    long count = 0;
    Later later = new Later(new ArrayList<>(), new ArrayList<>());
    Set<List<@Nullable Object>> touched = new HashSet<>();
    for (@Nullable Object[] row : Given.all(query, execution)) {
      execution.tick();
      Match found = match(row);
      for (Clause clause : clauses) {
        if (clause.fits(found, row, execution)) {
          boolean isTouched = found == Match.MATCHED && clause.action != Action.NOTHING;
          if (isTouched && !touched.add(target.key(row))) {
            throw metTwice(row);
          }
          count += apply(clause, row, later, transaction, execution, written);
          break;
        }
      }
    }
    transaction.update(target.table(), later.updates);
    Table table = target.table();
    ValidPeriod valid = Portion.unsaid(null, execution);
    for (Map<String, @Nullable Object> values : later.inserts) {
      written.add(table, transaction.insert(table, values, valid), Action.INSERT);
    }
    return count;
  }

  private Match match(@Nullable Object[] row) {
    for (Map.Entry<Match, Integer> column : matchesAt.entrySet()) {
      if (Boolean.TRUE.equals(row[column.getValue()])) {
        return column.getKey();
      }
    }
    throw new IllegalStateException("a row of a MERGE that is neither matched nor not");
  }

  private UserException metTwice(@Nullable Object[] row) {
    return new UserException(
        ErrorCode.NOT_ONE_ROW,
        "MERGE INTO "
            + target.table()
            + " meets the row with key "
            + target.key(row)
            + " twice; make the source give it once");
  }

  private long apply(
      Clause clause,
      @Nullable Object[] row,
      Later later,
      Transaction transaction,
      Execution execution,
      Written written) {
    Table table = target.table();
    switch (clause.action) {
      case NOTHING -> {
        return 0;
      }
      case INSERT -> {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Assigned value : clause.values) {
          if (!value.isDefault()) {
            values.put(value.column().name(), value.of(row, execution));
          }
        }
        later.inserts.add(values);
      }
      case UPDATE -> {
        ValidPeriod valid = Portion.of(null, row, table.columns().size(), execution);
        Row before = RowUpdate.row(table, row);
        Row after = RowUpdate.changed(table, before, clause.values, row, execution, transaction);
        later.updates.add(new Transaction.Replacement(target.key(row), after, valid));
        written.add(table, after, clause.action);
      }
      case DELETE -> {
        ValidPeriod valid = Portion.of(null, row, table.columns().size(), execution);
        transaction.delete(table, target.key(row), valid);
        written.add(table, RowUpdate.row(table, row), clause.action);
      }
    }
    return 1;
  }
}
