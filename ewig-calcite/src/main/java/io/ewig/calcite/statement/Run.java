package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a statement needs.
 *
 * @param parameters as they came, or null while nobody runs it: then only its shape is wanted
 * @param timeoutNanos 0 for none
 * @param keys which columns of written rows are wanted back
 */
public record Run(
    Session session,
    @Nullable Object @Nullable [] parameters,
    Cancellation cancellation,
    long timeoutNanos,
    Keys keys) {

  /**
   * Which columns of written rows are wanted back.
   *
   * @param columns by name, or
   * @param positions by place among those that can be seen, from 1; if both are empty, generated
   *     ones and the primary key
   */
  public record Keys(boolean areWanted, List<String> columns, List<Integer> positions) {
    public static final Keys NONE = new Keys(false, List.of(), List.of());
  }

  /** Whether only the statement's shape is wanted. */
  public boolean isShape() {
    return parameters == null;
  }

  /** Looks at a statement's shape without running it. */
  public static Run shape(Session session) {
    return shape(session, new Cancellation(), 0);
  }

  /**
   * The same, and it can be stopped.
   *
   * @param timeoutNanos 0 for none but the session's
   */
  public static Run shape(Session session, Cancellation cancellation, long timeoutNanos) {
    return new Run(session, null, cancellation, timeoutNanos, Keys.NONE);
  }
}
