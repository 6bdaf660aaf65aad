package io.ewig.calcite.expression.period;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.cast.Instants;
import io.ewig.calcite.expression.cast.WallClocks;
import io.ewig.calcite.expression.time.TimeArithmetic;
import io.ewig.engine.value.Interval;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** The predicates of periods. */
public final class Periods {

  private Periods() {}

  public static void addTo(Functions functions) {
    add(functions, PeriodOperator.OVERLAPS, Span::overlaps);
    add(functions, PeriodOperator.EQUALS, Span::isSame);
    add(functions, PeriodOperator.PRECEDES, Span::precedes);
    add(functions, PeriodOperator.SUCCEEDS, (a, b) -> b.precedes(a));
    add(functions, PeriodOperator.IMMEDIATELY_PRECEDES, Span::meets);
    add(functions, PeriodOperator.IMMEDIATELY_SUCCEEDS, (a, b) -> b.meets(a));
    functions.add(PeriodOperator.CONTAINS, Periods::contains);
  }

  private static void add(
      Functions functions, SqlOperator operator, BiPredicate<Span, Span> predicate) {
    functions.add(operator, call -> compare(call, predicate));
  }

  private static Condition compare(Call call, BiPredicate<Span, Span> predicate) {
    Expression left = call.argument(0);
    Expression right = call.argument(1);
    boolean instants = hasInstants(call);
    RelDataType leftType = call.typeOf(0);
    RelDataType rightType = call.typeOf(1);
    return (row, execution) -> {
      Span a = span(left.value(row, execution), leftType, instants, execution);
      Span b = span(right.value(row, execution), rightType, instants, execution);
      return a == null || b == null ? Condition.UNKNOWN : Condition.of(predicate.test(a, b));
    };
  }

  private static Condition contains(Call call) {
    RelDataType pointType = call.typeOf(1);
    if (pointType.isStruct()) {
      return compare(call, Span::contains);
    }
    Expression period = call.argument(0);
    Expression point = call.argument(1);
    RelDataType periodType = call.typeOf(0);
    boolean instants = hasInstants(call);
    return (row, execution) -> {
      Span span = span(period.value(row, execution), periodType, instants, execution);
      Comparable<Object> moment =
          moment(point.value(row, execution), pointType, instants, execution);
      return span == null || moment == null
          ? Condition.UNKNOWN
          : Condition.of(span.contains(moment));
    };
  }

  /** One instant among the moments, and all are compared as instants. */
  private static boolean hasInstants(Call call) {
    List<RelDataType> types = new ArrayList<>();
    call.operands()
        .forEach(
            operand -> {
              RelDataType type = operand.getType();
              if (type.isStruct()) {
                type.getFieldList().stream().map(RelDataTypeField::getType).forEach(types::add);
              } else {
                types.add(type);
              }
            });
    return types.stream().anyMatch(Instants::isInstant);
  }

  private static @Nullable Span span(
      @Nullable Object value, RelDataType type, boolean instants, Execution execution) {
    if (value == null) {
      return null;
    }
    if (!type.isStruct()) {
      Comparable<Object> point = moment(value, type, instants, execution);
      return new Span(point, point);
    }
    @Nullable Object[] bounds = (@Nullable Object[]) value;
    RelDataType startType = type.getFieldList().get(0).getType();
    RelDataType endType = type.getFieldList().get(1).getType();
    Object end = bounds[1];
    if (end instanceof Interval length) {
      end =
          bounds[0] == null
              ? null
              : TimeArithmetic.plus(bounds[0], length, 1, execution, startType);
      endType = startType;
    }
    Comparable<Object> from = moment(bounds[0], startType, instants, execution);
    Comparable<Object> to = moment(end, endType, instants, execution);
    return from != null && to != null && from.compareTo(to) > 0
        ? new Span(to, from)
        : new Span(from, to);
  }

  @SuppressWarnings("unchecked") // times of one class
  private static @Nullable Comparable<Object> moment(
      @Nullable Object value, RelDataType type, boolean instants, Execution execution) {
    if (value == null) {
      return null;
    }
    Object moment =
        value instanceof LocalTime
            ? value
            : instants
                ? Instants.instant(value, execution, type)
                : WallClocks.timestamp(value, execution, type);
    return (Comparable<Object>) moment;
  }
}
