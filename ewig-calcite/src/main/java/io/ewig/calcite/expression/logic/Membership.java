package io.ewig.calcite.expression.logic;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Literals;
import io.ewig.calcite.expression.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is among points and ranges: what Calcite makes of IN lists, BETWEEN and chains of
 * comparisons with constants. Points are looked up in a hash table, ranges by halving.
 */
public final class Membership {

  private Membership() {}

  public static void addTo(Functions functions) {
    functions.add(SqlStdOperatorTable.SEARCH, Membership::search);
  }

  private static Condition search(Call call) {
    Sarg<?> sarg =
        Objects.requireNonNull(((RexLiteral) call.operands().get(1)).getValueAs(Sarg.class));
    Expression input = call.argument(0);
    RelDataType type = call.typeOf(0);
    int ofNull = ofNull(sarg.nullAs);
    boolean isAsWritten = isAsWritten(call);
    UnaryOperator<Object> key = isAsWritten ? UnaryOperator.identity() : Values.key(type);
    boolean isOwnKey = isAsWritten || Values.isOwnKey(type);
    if (sarg.isPoints()) {
      return points(input, set(sarg, type, key), isOwnKey, key, Condition.TRUE, ofNull);
    }
    if (sarg.isComplementedPoints()) {
      Set<Object> others = set(sarg.negate(), type, key);
      return points(input, others, isOwnKey, key, Condition.FALSE, ofNull);
    }
    List<Span> spans = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      spans.add(Span.of(range, type));
    }
    Comparator<Object> order = isAsWritten ? Values.BY_CODE_POINT : Values.order(type);
    return spans(input, spans.toArray(Span[]::new), order, ofNull);
  }

  /** A literal is CHAR to Calcite, but its blanks count: nothing has padded it. */
  private static boolean isAsWritten(Call call) {
    return call.isLiteral(0) && call.kindOf(0) == SqlTypeName.CHAR;
  }

  private static int ofNull(RexUnknownAs nullAs) {
    return switch (nullAs) {
      case TRUE -> Condition.TRUE;
      case FALSE -> Condition.FALSE;
      case UNKNOWN -> Condition.UNKNOWN;
    };
  }

  private static Set<Object> set(Sarg<?> sarg, RelDataType type, UnaryOperator<Object> key) {
    Set<Object> points = new HashSet<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      points.add(key.apply(Literals.value(range.lowerEndpoint(), type)));
    }
    return points;
  }

  private static Condition points(
      Expression input,
      Set<Object> points,
      boolean isOwnKey,
      UnaryOperator<Object> key,
      int found,
      int ofNull) {
    if (isOwnKey) {
      return (row, execution) -> {
        Object value = input.value(row, execution);
        return value == null ? ofNull : points.contains(value) ? found : -found;
      };
    }
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null ? ofNull : points.contains(key.apply(value)) ? found : -found;
    };
  }

  /** A range; null is no bound. */
  private record Span(
      @Nullable Object low, boolean withLow, @Nullable Object high, boolean withHigh) {

    static Span of(Range<?> range, RelDataType type) {
      boolean from = range.hasLowerBound();
      boolean to = range.hasUpperBound();
      return new Span(
          from ? Literals.value(range.lowerEndpoint(), type) : null,
          from && range.lowerBoundType() == BoundType.CLOSED,
          to ? Literals.value(range.upperEndpoint(), type) : null,
          to && range.upperBoundType() == BoundType.CLOSED);
    }

    /** Less than 0 if the value is before the range, more if behind it. */
    int place(Object value, Comparator<Object> order) {
      if (low != null) {
        int atLow = order.compare(value, low);
        if (atLow < 0 || (atLow == 0 && !withLow)) {
          return -1;
        }
      }
      if (high != null) {
        int atHigh = order.compare(value, high);
        return atHigh > 0 || (atHigh == 0 && !withHigh) ? 1 : 0;
      }
      return 0;
    }
  }

  private static Condition spans(
      Expression input, Span[] spans, Comparator<Object> order, int ofNull) {
    if (spans.length == 1) {
      Span span = spans[0];
      return (row, execution) -> {
        Object value = input.value(row, execution);
        return value == null ? ofNull : Condition.of(span.place(value, order) == 0);
      };
    }
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null ? ofNull : Condition.of(isWithin(value, spans, order));
    };
  }

  private static boolean isWithin(Object value, Span[] spans, Comparator<Object> order) {
    int low = 0;
    int high = spans.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int place = spans[middle].place(value, order);
      if (place == 0) {
        return true;
      }
      if (place < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }
}
