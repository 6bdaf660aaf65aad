package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Order;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a condition is made of: numbers, moments, and the columns of its table. */
final class Operands {

  private final Table table;
  private final Source source;
  private final Comparison comparison;
  private final SortedSet<Integer> met = new TreeSet<>();

  Operands(Table table, Source source, Comparison comparison) {
    this.table = table;
    this.source = source;
    this.comparison = comparison;
  }

  Expression number(Token token) {
    String text = token.text();
    if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      double number = Double.parseDouble(text);
      if (Double.isInfinite(number)) {
        throw source.error(ErrorCode.OUT_OF_RANGE, token.at(), text + " is beyond a double");
      }
      return Expression.literal(Sort.DOUBLE, token.at(), number);
    }
    if (text.length() > Type.DECIMAL_DIGITS_MAX) {
      throw source.error(
          ErrorCode.OUT_OF_RANGE,
          token.at(),
          "a number has up to " + Type.DECIMAL_DIGITS_MAX + " digits");
    }
    Sort sort = text.indexOf('.') >= 0 ? Sort.DECIMAL : Sort.INTEGER;
    return Expression.literal(sort, token.at(), new BigDecimal(text));
  }

  /** {@code DATE 'd'} and the like. */
  Expression moment(Token kind, boolean zoned, Token text) {
    Type type =
        switch (kind.lowerCase()) {
          case "date" -> Type.DATE;
          case "time" -> Type.TIME;
          default -> zoned ? Type.TIMESTAMP_WITH_TIME_ZONE : Type.TIMESTAMP;
        };
    return comparison.literal(type, Sort.of(type), text.at(), text.text());
  }

  Expression column(Token token) {
    int position = table.positionOf(token.text());
    if (position < 0) {
      throw source.error(
          ErrorCode.UNKNOWN_COLUMN,
          token.at(),
          table
              + " has no column '"
              + token.text()
              + "'; look at its case, or quote a text with '");
    }
    met.add(position);
    Type type = table.columns().get(position).type();
    return Expression.computed(Sort.of(type), token.at(), value(type.kind(), position));
  }

  /** The positions of columns that were asked for. */
  int[] met() {
    return met.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Expression.Evaluation value(Kind kind, int position) {
    return switch (kind) {
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          row ->
              row.get(position) instanceof Number number
                  ? BigDecimal.valueOf(number.longValue())
                  : null;
      case REAL ->
          row -> row.get(position) instanceof Float number ? (Object) number.doubleValue() : null;
      case CHAR ->
          row -> row.get(position) instanceof String text ? Order.withoutBlanks(text) : null;
      default -> row -> row.get(position);
    };
  }
}
