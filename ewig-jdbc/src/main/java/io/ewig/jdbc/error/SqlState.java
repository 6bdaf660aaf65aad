package io.ewig.jdbc.error;

import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** What the driver itself finds wrong, each with its SQLSTATE and its number. */
public enum SqlState {
  WARNING("01000", 0),
  MISSING_PARAMETER("07001", 1203),
  IS_A_QUERY("07003", 1213),
  NOT_A_QUERY("07005", 1213),
  WRONG_PARAMETER("07009", 1001),
  CANNOT_CONNECT("08001", 1212),
  /** Of connections only: a pool throws the connection away. */
  CLOSED("08003", 1010),
  /** By a server that is there, but takes no more, or not this one. */
  REFUSED("08004", 1212),
  CONNECTION_LOST("08006", 1010),
  /** A commit was sent, and no answer came. */
  OUTCOME_UNKNOWN("08007", 1010),
  /** What answers is no server of Ewig's, or of another release. */
  NOT_UNDERSTOOD("08P01", 1212),
  OUT_OF_RANGE("22003", 1021),
  INVALID_DATETIME("22007", 1022),
  INVALID_CAST("22018", 1206),
  INVALID_CHARACTER("22021", 1024),
  INVALID_ARGUMENT("22023", 1001),
  INVALID_NAME("42602", 1030),
  INVALID_CURSOR("24000", 1001),
  WRONG_TRANSACTION_STATE("25000", 1066),
  READ_ONLY("25006", 1006),
  UNKNOWN_SAVEPOINT("3B001", 1067),
  UNKNOWN_CATALOG("3D000", 1205),
  /** Somebody else committed first. */
  CONFLICT("40001", 2010),
  UNKNOWN_COLUMN("42703", 1027),
  /** Of statements and results: the connection is well. */
  OBJECT_CLOSED("HY010", 1010),
  NOT_AUTHORIZED("28000", 1212),
  OUT_OF_MEMORY("53200", 4004),
  TOO_MUCH("53300", 4013),
  LIMIT_EXCEEDED("54000", 1039),
  CANCELLED("57014", 1201),
  TIMED_OUT("57014", 1202),
  INPUT_OUTPUT("58030", 4001),
  UNSUPPORTED("HYC00", 1200),
  INTERNAL("XX000", 5001);

  private final String code;
  private final int number;

  SqlState(String code, int number) {
    this.code = code;
    this.number = number;
  }

  public String code() {
    return code;
  }

  /** Whether an error is of this state. */
  public boolean is(SQLException error) {
    return code.equals(error.getSQLState());
  }

  public SQLException error(String text) {
    return Failures.of(code, number, text, null);
  }

  public SQLException error(String text, @Nullable Throwable cause) {
    return Failures.of(code, number, text, cause);
  }

  public SQLWarning warning(String text) {
    return new SQLWarning(text, code, number);
  }
}
