package io.ewig.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

  @ParameterizedTest
  @CsvSource({
    "42601, 1035, SQLSyntaxErrorException",
    "42P01, 1062, SQLSyntaxErrorException",
    "23505, 1064, SQLIntegrityConstraintViolationException",
    "23502, 1025, SQLIntegrityConstraintViolationException",
    "40001, 2010, SQLTransactionRollbackException",
    "40002, 2012, SQLTransactionRollbackException",
    "57014, 1202, SQLTimeoutException",
    "57014, 1201, SQLException",
    "HYC00, 1200, SQLFeatureNotSupportedException",
    "08001, 1212, SQLNonTransientConnectionException",
    "08003, 1010, SQLNonTransientConnectionException",
    "22003, 1021, SQLDataException",
    "22012, 1036, SQLDataException",
    "28000, 1007, SQLInvalidAuthorizationSpecException",
    "25006, 1006, SQLNonTransientException",
    "07001, 1203, SQLNonTransientException",
    "54000, 1039, SQLNonTransientException",
    "53100, 4002, SQLTransientException",
    "55006, 2001, SQLTransientException",
    "58030, 4001, SQLException",
    "XX001, 3001, SQLException"
  })
  void choosesTheClass(String state, int number, String type) {
    SQLException error = Failures.of(state, number, "text", null);
    assertThat(error.getClass().getSimpleName()).isEqualTo(type);
    assertThat(error.getSQLState()).isEqualTo(state);
    assertThat(error.getErrorCode()).isEqualTo(number);
  }

  /** A pool throws a connection away on it. */
  @Test
  void neverSays0A000() {
    assertThat(Failures.of("0A000", 0, "text", null).getSQLState()).isEqualTo("HYC00");
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheCause(SqlState state) {
    var cause = new IllegalStateException("why");
    assertThat((Throwable) state.error("text", cause)).hasCause(cause);
    assertThat(state.error("text").getSQLState()).isEqualTo(state.code()).hasSize(5);
  }
}
