package io.ewig.calcite.change.row;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.session.Instants;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The stretch of valid time that an UPDATE or DELETE is about; null is an open end. */
public record Portion(Expression from, Expression to) {

  private static final @Nullable Object[] NO_ROW = {};

  /**
   * The time for which a row is changed: the stretch, as far as the row is true.
   *
   * @param given has the beginning and the end of the row's time, null if open, after its columns
   * @return null: from the commit on, until further notice
   */
  static @Nullable ValidPeriod of(
      @Nullable Portion portion, @Nullable Object[] given, int columns, Execution execution) {
    Instant rowFrom = (Instant) given[columns];
    Instant rowTo = (Instant) given[columns + 1];
    if (portion == null) {
      return unsaid(rowTo, execution);
    }
    Instant from = portion.beginning(execution);
    Instant to = portion.end(execution);
    return new ValidPeriod(
        rowFrom == null || rowFrom.isBefore(from) ? from : rowFrom,
        rowTo == null || rowTo.isAfter(to) ? to : rowTo);
  }

  /**
   * When a change holds that says nothing of its time: from the instant that the rows were looked
   * for at, so that what is changed is what was found.
   *
   * @param rowTo null: until further notice
   */
  static @Nullable ValidPeriod unsaid(@Nullable Instant rowTo, Execution execution) {
    return ValidColumns.since(execution.unsaid().view().validAt(), rowTo, execution.now());
  }

  /** Refuses a stretch that ends before it begins, whether any row is concerned or none. */
  static void requireSense(@Nullable Portion portion, Execution execution) {
    if (portion == null) {
      return;
    }
    Instant from = portion.beginning(execution);
    Instant to = portion.end(execution);
    if (!from.isBefore(to)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "FOR PORTION OF VALID_TIME is from " + from + " to " + to + ": the end has to be later");
    }
  }

  private Instant beginning(Execution execution) {
    return Instants.orOpen(from.value(NO_ROW, execution), execution.zone(), ValidPeriod.OPEN_START);
  }

  private Instant end(Execution execution) {
    return Instants.orOpen(to.value(NO_ROW, execution), execution.zone(), ValidPeriod.OPEN_END);
  }
}
