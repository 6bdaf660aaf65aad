package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.value.Bytes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** {@code length char_length lower upper abs coalesce}. */
final class Functions {

  static final String NAMES = "length, char_length, lower, upper, abs and coalesce";

  /** What a column can hold, and no more. */
  static final int TEXT_CHARS_MAX = 16 << 20;

  private final Source source;

  Functions(Source source) {
    this.source = source;
  }

  Expression call(Token name, List<Expression> arguments) {
    return switch (name.lowerCase()) {
      case "length" -> length(name, arguments, true);
      case "char_length" -> length(name, arguments, false);
      case "lower" -> letters(name, arguments, text -> text.toLowerCase(Locale.ROOT));
      case "upper" -> letters(name, arguments, text -> text.toUpperCase(Locale.ROOT));
      case "abs" -> abs(name, arguments);
      case "coalesce" -> coalesce(name, arguments);
      default ->
          throw source.error(
              ErrorCode.UNKNOWN_FUNCTION,
              name.at(),
              "there is no function " + name.shown() + "; there are " + NAMES);
    };
  }

  private Expression length(Token name, List<Expression> arguments, boolean takesBytes) {
    Expression only = only(name, arguments);
    if (!only.is(Sort.TEXT) && !(takesBytes && only.is(Sort.BYTES))) {
      throw unfit(name, takesBytes ? "a text or bytes" : "a text", only);
    }
    return Expression.computed(
        Sort.INTEGER,
        name.at(),
        row -> {
          Object value = only.value(row);
          if (value instanceof Bytes bytes) {
            return BigDecimal.valueOf(bytes.length());
          }
          return value instanceof String text
              ? BigDecimal.valueOf(text.codePointCount(0, text.length()))
              : null;
        });
  }

  private Expression letters(
      Token name, List<Expression> arguments, Function<String, String> change) {
    Expression only = only(name, arguments);
    if (!only.is(Sort.TEXT)) {
      throw unfit(name, "a text", only);
    }
    return Expression.computed(
        Sort.TEXT,
        name.at(),
        row -> only.value(row) instanceof String text ? change.apply(text) : null);
  }

  private Expression abs(Token name, List<Expression> arguments) {
    Expression only = only(name, arguments);
    if (!only.isNumeric()) {
      throw unfit(name, "a number", only);
    }
    return Expression.computed(
        only.sort(),
        name.at(),
        row -> {
          Object number = only.value(row);
          if (number instanceof BigDecimal decimal) {
            return decimal.abs();
          }
          return number == null ? null : Math.abs((Double) number);
        });
  }

  private Expression coalesce(Token name, List<Expression> arguments) {
    if (arguments.isEmpty()) {
      throw source.error(ErrorCode.SYNTAX_ERROR, name.at(), "coalesce takes at least one value");
    }
    Sort sort = Sort.NULL;
    for (Expression argument : arguments) {
      sort = shared(name, sort, argument);
    }
    boolean toDouble = sort == Sort.DOUBLE;
    Expression[] choices = arguments.toArray(Expression[]::new);
    return Expression.computed(
        sort,
        name.at(),
        row -> {
          for (Expression choice : choices) {
            Object value = choice.value(row);
            if (value != null) {
              return toDouble ? (Object) Expression.asDouble(value) : value;
            }
          }
          return null;
        });
  }

  private Sort shared(Token name, Sort sort, Expression next) {
    if (sort == Sort.NULL || sort == next.sort()) {
      return next.sort();
    }
    if (next.sort() == Sort.NULL) {
      return sort;
    }
    if (sort.isNumeric() && next.sort().isNumeric()) {
      return sort == Sort.DOUBLE || next.sort() == Sort.DOUBLE ? Sort.DOUBLE : Sort.DECIMAL;
    }
    throw unfit(name, sort.shown(), next);
  }

  private Expression only(Token name, List<Expression> arguments) {
    if (arguments.size() != 1) {
      throw source.error(
          ErrorCode.SYNTAX_ERROR,
          name.at(),
          name.lowerCase() + " takes one value, not " + arguments.size());
    }
    return arguments.get(0);
  }

  private RuntimeException unfit(Token name, String wanted, Expression argument) {
    return source.error(
        ErrorCode.TYPE_MISMATCH,
        argument.at(),
        name.lowerCase() + " takes " + wanted + ", not " + argument.sort().shown());
  }
}
