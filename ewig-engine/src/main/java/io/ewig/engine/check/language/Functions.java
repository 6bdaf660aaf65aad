package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import java.util.List;

/** The functions of the language, and those that take values of any sort: coalesce, nullif. */
final class Functions {

  static final String NAMES =
      "length, char_length, octet_length, lower, upper, trim, btrim, ltrim, rtrim, substring,"
          + " left, right, position, strpos, starts_with, abs, floor, ceil, round, trunc, mod,"
          + " extract, coalesce and nullif";

  /** What a column can hold, and no more. */
  static final int TEXT_CHARS_MAX = 16 << 20;

  private final Source source;
  private final Arithmetic arithmetic;
  private final Comparison comparison;

  Functions(Source source, Arithmetic arithmetic, Comparison comparison) {
    this.source = source;
    this.arithmetic = arithmetic;
    this.comparison = comparison;
  }

  Expression call(Token name, List<Expression> values) {
    Arguments arguments = new Arguments(source, name, values);
    switch (name.lowerCase()) {
      case "coalesce" -> {
        return coalesce(arguments);
      }
      case "nullif" -> {
        return nullIf(arguments);
      }
      default -> {}
    }
    Expression ofText = TextFunctions.of(arguments);
    Expression found = ofText == null ? NumberFunctions.of(arguments, arithmetic) : ofText;
    if (found == null) {
      throw source.error(
          ErrorCode.UNKNOWN_FUNCTION,
          name.at(),
          "no function " + name.shown() + " is known here; there are " + NAMES);
    }
    return found;
  }

  private Expression coalesce(Arguments arguments) {
    if (arguments.size() == 0) {
      throw source.error(
          ErrorCode.SYNTAX_ERROR, arguments.name().at(), "coalesce takes at least one value");
    }
    Sort sort = shared(arguments);
    boolean toDouble = sort == Sort.DOUBLE;
    Expression[] choices = arguments.all().toArray(Expression[]::new);
    return arguments.computed(
        sort,
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

  /** The first, unless it equals the second. */
  private Expression nullIf(Arguments arguments) {
    arguments.requireSize(2, 2);
    Expression first = arguments.get(0);
    Token equals = new Token(Token.Kind.SYMBOL, "=", arguments.name().at());
    Expression same = comparison.compare(equals, first, arguments.get(1));
    return arguments.computed(
        first.sort(), row -> Boolean.TRUE.equals(same.value(row)) ? null : first.value(row));
  }

  /** The sort that all of them are of. */
  static Sort shared(Arguments arguments) {
    Sort sort = Sort.NULL;
    for (int i = 0; i < arguments.size(); i++) {
      sort = shared(arguments, sort, i);
    }
    return sort;
  }

  private static Sort shared(Arguments arguments, Sort sort, int next) {
    Sort own = arguments.get(next).sort();
    if (sort == Sort.NULL || sort == own) {
      return own;
    } else if (own == Sort.NULL) {
      return sort;
    } else if (sort.isNumeric() && own.isNumeric()) {
      return sort == Sort.DOUBLE || own == Sort.DOUBLE ? Sort.DOUBLE : Sort.DECIMAL;
    }
    throw arguments.unfit(sort.shown(), next);
  }
}
