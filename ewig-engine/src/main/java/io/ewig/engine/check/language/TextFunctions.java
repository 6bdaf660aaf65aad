package io.ewig.engine.check.language;

import io.ewig.engine.value.Bytes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of texts; places count from 1, in code points. */
final class TextFunctions {

  private TextFunctions() {}

  static @Nullable Expression of(Arguments arguments) {
    return switch (arguments.name().lowerCase()) {
      case "length" -> length(arguments, true);
      case "char_length", "character_length" -> length(arguments, false);
      case "octet_length" -> octets(arguments);
      case "lower" -> changed(arguments, Character::toLowerCase);
      case "upper" -> changed(arguments, Character::toUpperCase);
      case "btrim" -> trimmed(arguments, true, true);
      case "ltrim" -> trimmed(arguments, true, false);
      case "rtrim" -> trimmed(arguments, false, true);
      case "substring", "substr" -> part(arguments);
      case "left" -> side(arguments, true);
      case "right" -> side(arguments, false);
      case "strpos" -> place(arguments);
      case "starts_with" -> starts(arguments);
      default -> null;
    };
  }

  private static BigDecimal points(String text) {
    return BigDecimal.valueOf(text.codePointCount(0, text.length()));
  }

  private static Expression length(Arguments arguments, boolean takesBytes) {
    return counted(arguments, takesBytes, TextFunctions::points);
  }

  private static Expression octets(Arguments arguments) {
    return counted(
        arguments, true, text -> BigDecimal.valueOf(text.getBytes(StandardCharsets.UTF_8).length));
  }

  /**
   * How long a text is.
   *
   * @param takesBytes whether bytes have a length as well
   */
  private static Expression counted(
      Arguments arguments, boolean takesBytes, Function<String, BigDecimal> length) {
    arguments.requireSize(1, 1);
    Expression only = arguments.get(0);
    if (!only.is(Sort.TEXT) && !(takesBytes && only.is(Sort.BYTES))) {
      throw arguments.unfit(takesBytes ? "a text or bytes" : "a text", 0);
    }
    return arguments.computed(
        Sort.INTEGER,
        row -> {
          Object value = only.value(row);
          if (value instanceof Bytes bytes) {
            return BigDecimal.valueOf(bytes.length());
          }
          return value instanceof String text ? length.apply(text) : null;
        });
  }

  /** Letter by letter, as in SQL: none becomes two, or another one at the end of a word. */
  private static Expression changed(Arguments arguments, IntUnaryOperator change) {
    arguments.requireSize(1, 1);
    Expression only = arguments.text(0);
    return arguments.computed(
        Sort.TEXT,
        row -> only.value(row) instanceof String text ? letterByLetter(text, change) : null);
  }

  private static String letterByLetter(String text, IntUnaryOperator change) {
    int[] letters = text.codePoints().map(change).toArray();
    return new String(letters, 0, letters.length);
  }

  /** Without blanks, or the characters of a second text, at its ends. */
  static Expression trimmed(Arguments arguments, boolean atStart, boolean atEnd) {
    arguments.requireSize(1, 2);
    Expression of = arguments.text(0);
    Expression characters =
        arguments.size() == 2
            ? arguments.text(1)
            : Expression.literal(Sort.TEXT, arguments.name().at(), " ");
    return arguments.computed(
        Sort.TEXT,
        row ->
            of.value(row) instanceof String text && characters.value(row) instanceof String set
                ? trimmed(text, set, atStart, atEnd)
                : null);
  }

  private static String trimmed(String text, String set, boolean atStart, boolean atEnd) {
    int from = 0;
    int to = text.length();
    while (atStart && from < to && set.indexOf(text.codePointAt(from)) >= 0) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (atEnd && from < to && set.indexOf(text.codePointBefore(to)) >= 0) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  /** What lies at places from {@code start} up to {@code start + length - 1}; none are below 1. */
  private static Expression part(Arguments arguments) {
    arguments.requireSize(2, 3);
    Expression of = arguments.text(0);
    Expression start = arguments.whole(1);
    Expression length = arguments.size() == 3 ? arguments.whole(2) : null;
    return arguments.computed(
        Sort.TEXT,
        row -> {
          Integer first = Arguments.count(start, row);
          Integer count = length == null ? (Integer) (1 << 30) : Arguments.count(length, row);
          if (!(of.value(row) instanceof String text) || first == null || count == null) {
            return null;
          }
          return between(text, (long) first - 1, (long) first - 1 + Math.max(count, 0));
        });
  }

  /** The first or last characters; all but so many of the others, if the number is below 0. */
  private static Expression side(Arguments arguments, boolean isLeft) {
    arguments.requireSize(2, 2);
    Expression of = arguments.text(0);
    Expression number = arguments.whole(1);
    return arguments.computed(
        Sort.TEXT,
        row -> {
          Integer wanted = Arguments.count(number, row);
          if (!(of.value(row) instanceof String text) || wanted == null) {
            return null;
          }
          long all = text.codePointCount(0, text.length());
          long taken = wanted < 0 ? Math.max(all + wanted, 0) : Math.min(wanted, all);
          return isLeft ? between(text, 0, taken) : between(text, all - taken, all);
        });
  }

  private static String between(String text, long from, long to) {
    long all = text.codePointCount(0, text.length());
    int start = (int) Math.min(Math.max(from, 0), all);
    int end = (int) Math.min(Math.max(to, start), all);
    int at = text.offsetByCodePoints(0, start);
    return text.substring(at, text.offsetByCodePoints(at, end - start));
  }

  /** Where the second text begins in the first; 0: nowhere. */
  static Expression place(Arguments arguments) {
    arguments.requireSize(2, 2);
    Expression in = arguments.text(0);
    Expression sought = arguments.text(1);
    return arguments.computed(
        Sort.INTEGER,
        row -> {
          if (!(in.value(row) instanceof String text) || !(sought.value(row) instanceof String x)) {
            return null;
          }
          int at = text.indexOf(x);
          return at < 0 ? BigDecimal.ZERO : points(text.substring(0, at)).add(BigDecimal.ONE);
        });
  }

  private static Expression starts(Arguments arguments) {
    arguments.requireSize(2, 2);
    Expression of = arguments.text(0);
    Expression start = arguments.text(1);
    return arguments.computed(
        Sort.BOOLEAN,
        row ->
            of.value(row) instanceof String text && start.value(row) instanceof String with
                ? text.startsWith(with)
                : null);
  }
}
