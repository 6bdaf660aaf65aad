package io.ewig.calcite.expression.logic;

import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Values;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.expression.cast.Instants;
import io.ewig.calcite.expression.cast.Intervals;
import io.ewig.calcite.expression.cast.WallClocks;
import java.math.BigDecimal;
import java.util.Comparator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Two operands brought to one type, and the order of that type.
 *
 * <ul>
 *   <li>Exact numbers are compared exactly, as doubles if one of them is one.
 *   <li>A wall clock is compared with an instant in the zone of the session, a date as its
 *       midnight.
 *   <li>A CHAR column loses its padding when compared with a VARCHAR; a literal, which is CHAR to
 *       Calcite, keeps what was written.
 * </ul>
 *
 * @param areEqualByClass whether {@code equals} says the same as the order
 */
record Operands(
    Expression left,
    Expression right,
    Comparator<Object> order,
    boolean areIntegers,
    boolean areEqualByClass) {

  private static final Comparator<Object> LONGS =
      (a, b) -> Long.compare(((Number) a).longValue(), ((Number) b).longValue());
  private static final Comparator<Object> DOUBLES =
      (a, b) -> Double.compare(((Number) a).doubleValue() + 0.0, ((Number) b).doubleValue() + 0.0);

  @SuppressWarnings("unchecked") // made comparable before
  private static final Comparator<Object> NATURAL = (a, b) -> ((Comparable<Object>) a).compareTo(b);

  /** An operand: its type, and whether it was written as a literal. */
  record Operand(Expression expression, RelDataType type, boolean isLiteral) {

    SqlTypeName kind() {
      return type.getSqlTypeName();
    }

    boolean isText() {
      return SqlTypeUtil.inCharFamily(type);
    }

    boolean isClock() {
      SqlTypeName name = kind();
      return name == SqlTypeName.DATE || name == SqlTypeName.TIMESTAMP || Instants.isInstant(type);
    }
  }

  static Operands of(Operand a, Operand b) {
    if (SqlTypeUtil.isNumeric(a.type()) && SqlTypeUtil.isNumeric(b.type())) {
      return numbers(a, b);
    }
    if (a.isText() && b.isText()) {
      return texts(a, b);
    }
    if (a.isClock() && b.isClock()) {
      return clocks(a, b);
    }
    if (a.isText()) {
      return of(new Operand(Casts.cast(a.expression, a.type, b.type), b.type, false), b);
    }
    if (b.isText()) {
      return of(a, new Operand(Casts.cast(b.expression, b.type, a.type), a.type, false));
    }
    boolean intervals = Intervals.isInterval(a.type) && Intervals.isInterval(b.type);
    if (a.kind() != b.kind() && !intervals && !SqlTypeUtil.inSameFamily(a.type, b.type)) {
      throw Fault.unsupported(a.type + " cannot be compared with " + b.type + "; cast one of them");
    }
    return new Operands(a.expression, b.expression, order(a, b), false, Values.isOwnKey(a.type));
  }

  private static Comparator<Object> order(Operand a, Operand b) {
    boolean elementless =
        a.type.getComponentType() != null
            && a.type.getComponentType().getSqlTypeName() == SqlTypeName.NULL;
    return Values.order(elementless ? b.type : a.type);
  }

  private static Operands numbers(Operand a, Operand b) {
    if (SqlTypeUtil.isApproximateNumeric(a.type) || SqlTypeUtil.isApproximateNumeric(b.type)) {
      return new Operands(a.expression, b.expression, DOUBLES, false, false);
    }
    if (a.kind() != SqlTypeName.DECIMAL && b.kind() != SqlTypeName.DECIMAL) {
      return new Operands(a.expression, b.expression, LONGS, true, false);
    }
    return new Operands(decimal(a), decimal(b), NATURAL, false, false);
  }

  private static Expression decimal(Operand operand) {
    return operand.kind() == SqlTypeName.DECIMAL
        ? operand.expression
        : Functions.strict(operand.expression, (Number n) -> BigDecimal.valueOf(n.longValue()));
  }

  private static Operands texts(Operand a, Operand b) {
    if (a.isLiteral && b.isLiteral) {
      return new Operands(a.expression, b.expression, Values.BY_CODE_POINT, false, true);
    }
    if (a.kind() == SqlTypeName.CHAR && b.kind() == SqlTypeName.CHAR) {
      return new Operands(a.expression, b.expression, Values.order(a.type), false, false);
    }
    RelDataType varying = a.kind() == SqlTypeName.VARCHAR ? a.type : b.type;
    return new Operands(unpadded(a), unpadded(b), Values.order(varying), false, true);
  }

  private static Expression unpadded(Operand operand) {
    return operand.kind() == SqlTypeName.CHAR && !operand.isLiteral
        ? Casts.withoutBlanks(operand.expression)
        : operand.expression;
  }

  private static Operands clocks(Operand a, Operand b) {
    if (a.kind() == b.kind()) {
      return new Operands(a.expression, b.expression, NATURAL, false, true);
    }
    if (Instants.isInstant(a.type) || Instants.isInstant(b.type)) {
      return new Operands(instant(a), instant(b), NATURAL, false, true);
    }
    return new Operands(wallClock(a), wallClock(b), NATURAL, false, true);
  }

  private static Expression instant(Operand operand) {
    Expression input = operand.expression;
    if (Instants.isInstant(operand.type)) {
      return input;
    }
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null ? null : Instants.instant(value, execution, operand.type);
    };
  }

  private static Expression wallClock(Operand operand) {
    Expression input = operand.expression;
    if (operand.kind() == SqlTypeName.TIMESTAMP) {
      return input;
    }
    return (row, execution) -> {
      Object value = input.value(row, execution);
      return value == null ? null : WallClocks.timestamp(value, execution, operand.type);
    };
  }
}
