package io.ewig.calcite.system.function;

import io.ewig.calcite.relation.TableFunction.Parameter;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Parameters of functions, and what their values are in a call; clear refusals of what is not. */
final class Argument {

  private Argument() {}

  static Parameter required(String name, Type type) {
    return new Parameter(name, type, false, false);
  }

  static Parameter optional(String name, Type type) {
    return new Parameter(name, type, true, false);
  }

  static Parameter repeated(String name, Type type) {
    return new Parameter(name, type, false, true);
  }

  /** Refuses a call with too few or too many arguments. */
  static void requireCount(String function, List<Parameter> parameters, int count) {
    long least = parameters.stream().filter(one -> !one.isOptional()).count();
    boolean isOpen = parameters.stream().anyMatch(Parameter::isRepeated);
    if (count < least || (!isOpen && count > parameters.size())) {
      throw new UserException(
          ErrorCode.UNKNOWN_FUNCTION,
          "there is no "
              + function
              + " with "
              + count
              + " arguments; call "
              + shape(function, parameters));
    }
  }

  /** {@code history(table, key, ...)} */
  static String shape(String function, List<Parameter> parameters) {
    StringBuilder shape = new StringBuilder(function).append('(');
    int open = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter one = parameters.get(i);
      shape.append(one.isOptional() ? " [" : "").append(i == 0 ? "" : ", ").append(one.name());
      shape.append(one.isRepeated() ? ", ..." : "");
      open += one.isOptional() ? 1 : 0;
    }
    return shape.append("]".repeat(open)).append(')').toString();
  }

  static Object required(Reading reading, int index, String what) {
    Object value = reading.argument(index);
    if (value == null) {
      throw missing(what);
    }
    return value;
  }

  static String text(Reading reading, int index, String what) {
    return optionalText(reading, index).orElseThrow(() -> missing(what));
  }

  static Optional<String> optionalText(Reading reading, int index) {
    Object value = reading.argument(index);
    return value == null ? Optional.empty() : Optional.of(String.valueOf(value).strip());
  }

  private static UserException missing(String what) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, what + " is null; give a value");
  }

  static long number(Object value, String what) {
    if (value instanceof BigDecimal decimal) {
      try {
        return decimal.longValueExact();
      } catch (ArithmeticException e) {
        throw new UserException(
            ErrorCode.OUT_OF_RANGE, what + " is no whole number of 64 bits: " + decimal, e);
      }
    } else if (value instanceof Number number
        && !(value instanceof Double)
        && !(value instanceof Float)) {
      return number.longValue();
    }
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT, what + " is '" + value + "'; give a whole number");
  }
}
