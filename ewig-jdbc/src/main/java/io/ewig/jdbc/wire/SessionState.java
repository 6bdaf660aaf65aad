package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.Setting;
import java.util.Map;

/**
 * How a session is set, so that nobody has to ask for it.
 *
 * @param isInTransaction whether a transaction is under way that somebody has to end, as {@code
 *     Link.isInTransaction} says
 * @param settings those that have a value
 */
public record SessionState(
    boolean isAutoCommit, boolean isInTransaction, Map<Setting, String> settings) {

  public SessionState {
    isInTransaction |= !isAutoCommit;
  }

  /** The same after what was under way has come to nothing. */
  public SessionState afterLoss() {
    return new SessionState(isAutoCommit, false, settings);
  }

  /** The same with nothing under way, and a transaction for each statement or not. */
  public SessionState withAutoCommit(boolean on) {
    return new SessionState(on, false, settings);
  }
}
