package io.ewig.calcite.expression;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** What can go wrong with values, in the words of all expressions. */
public final class Fault {

  private static final int SHOWN_CHARS_MAX = 60;

  private Fault() {}

  public static UserException outOfRange(Object value, Object type) {
    return new UserException(
        ErrorCode.OUT_OF_RANGE, shown(value) + " is out of the range of " + type);
  }

  public static UserException overflow(Object type) {
    return new UserException(
        ErrorCode.OUT_OF_RANGE,
        "the result is out of the range of " + type + "; cast the operands to a wider type");
  }

  public static UserException divisionByZero() {
    return new UserException(
        ErrorCode.DIVISION_BY_ZERO, "division by zero; NULLIF(divisor, 0) makes it null");
  }

  public static UserException notA(Object type, String text) {
    return new UserException(ErrorCode.INVALID_CAST, shown(text) + " is not of type " + type);
  }

  public static UserException invalidTime(Object type, Object text, String example) {
    return new UserException(
        ErrorCode.INVALID_DATETIME,
        shown(text) + " is not of type " + type + "; write it as " + example);
  }

  public static UserException invalid(String text) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, text);
  }

  public static UserException unsupported(String text) {
    return new UserException(ErrorCode.UNSUPPORTED, text);
  }

  public static UserException limit(String text) {
    return new UserException(ErrorCode.LIMIT_EXCEEDED, text);
  }

  /** A value for a message: quoted, and not longer than a line. */
  public static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= SHOWN_CHARS_MAX
        ? "'" + text + "'"
        : "'" + text.substring(0, SHOWN_CHARS_MAX) + "...'";
  }
}
