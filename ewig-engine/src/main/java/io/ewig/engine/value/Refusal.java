package io.ewig.engine.value;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Says no to a value: what it was, for which column, and what would do instead. */
final class Refusal {

  private static final int SHOWN_CHARS_MAX = 40;

  /** Numbers of more bits are not spelled out: that alone could take seconds. */
  private static final int SHOWN_BITS_MAX = 400;

  private Refusal() {}

  static UserException of(ErrorCode code, Object value, Type type, String column, String remedy) {
    String place = column.isEmpty() ? "a value" : "column '" + column + "'";
    return new UserException(
        code, shown(value) + " does not do for " + place + " of type " + type + ": " + remedy);
  }

  static UserException ofClass(Object value, Type type, String column) {
    return of(
        ErrorCode.INVALID_VALUE,
        value.getClass().getSimpleName() + " " + shown(value),
        type,
        column,
        "give a " + type.kind().javaClass().getSimpleName());
  }

  static UserException ofText(Object value, Type type, String column, String example) {
    return of(ErrorCode.INVALID_VALUE, value, type, column, "write it as " + example);
  }

  private static String shown(Object value) {
    if (value instanceof BigInteger big) {
      return big.bitLength() > SHOWN_BITS_MAX ? "a number of many digits" : big.toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().bitLength() > SHOWN_BITS_MAX
          ? "a number of many digits"
          : decimal.toString();
    }
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    if (value instanceof Object[] array) {
      return "an array of " + array.length;
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    String text = value.toString();
    return text.length() <= SHOWN_CHARS_MAX
        ? "'" + text + "'"
        : "'" + text.substring(0, SHOWN_CHARS_MAX) + "...'";
  }
}
