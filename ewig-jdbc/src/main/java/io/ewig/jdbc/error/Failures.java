package io.ewig.jdbc.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** The class of exception that belongs to a SQLSTATE. */
public final class Failures {

  /** That of {@code ErrorCode.TIMED_OUT}: a cancelled statement has the same SQLSTATE. */
  private static final int TIMED_OUT = 1202;

  private Failures() {}

  /**
   * @param number of {@code ErrorCode}, or 0
   */
  public static SQLException of(String state, int number, String text, @Nullable Throwable cause) {
    if (state.equals("HYC00") || state.equals("0A000")) {
      return new SQLFeatureNotSupportedException(text, "HYC00", number, cause);
    }
    if (state.equals("57014") && number == TIMED_OUT) {
      return new SQLTimeoutException(text, state, number, cause);
    }
    return switch (state.substring(0, 2)) {
      case "08" -> new SQLNonTransientConnectionException(text, state, number, cause);
      case "22" -> new SQLDataException(text, state, number, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(text, state, number, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(text, state, number, cause);
      case "40" -> new SQLTransactionRollbackException(text, state, number, cause);
      case "42" -> new SQLSyntaxErrorException(text, state, number, cause);
      case "53", "55" -> new SQLTransientException(text, state, number, cause);
      case "07", "21", "24", "25", "3B", "3D", "3F", "54", "HY" ->
          new SQLNonTransientException(text, state, number, cause);
      default -> new SQLException(text, state, number, cause);
    };
  }

  /** What nobody foresaw: a defect, but never an unchecked exception in a caller's face. */
  public static SQLException unforeseen(Throwable cause) {
    return SqlState.INTERNAL.error("a defect of Ewig, please report it: " + cause, cause);
  }
}
