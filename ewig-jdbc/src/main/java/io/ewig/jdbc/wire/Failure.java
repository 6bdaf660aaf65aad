package io.ewig.jdbc.wire;

import io.ewig.jdbc.error.Failures;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Objects;

/**
 * What went wrong, or a warning.
 *
 * @param number of {@code ErrorCode}, or 0
 */
public record Failure(String state, int number, String text) {

  public static Failure of(SQLException e) {
    return new Failure(
        Objects.requireNonNullElse(e.getSQLState(), "XX000"),
        e.getErrorCode(),
        Objects.requireNonNullElse(e.getMessage(), ""));
  }

  /** Of the class that it would have if the database were in this JVM. */
  public SQLException asException() {
    return Failures.of(state.length() == 5 ? state : "XX000", number, text, null);
  }

  public SQLWarning asWarning() {
    return new SQLWarning(text, state, number);
  }
}
