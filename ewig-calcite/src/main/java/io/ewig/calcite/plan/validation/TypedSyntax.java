package io.ewig.calcite.plan.validation;

import io.ewig.calcite.expression.cast.ArrayWriting;
import io.ewig.calcite.expression.cast.Intervals;
import io.ewig.calcite.expression.collection.ArrayFunctions;
import io.ewig.calcite.expression.pattern.PatternLists;
import io.ewig.calcite.expression.pattern.Regulars;
import io.ewig.calcite.expression.rex.OwnAggregates;
import io.ewig.calcite.expression.time.DateSums;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimeString;
import org.jspecify.annotations.Nullable;

/**
 * What calls mean that Calcite has no word for before it knows the types of their operands; said in
 * other words just before it asks for theirs.
 *
 * <ul>
 *   <li>+ and - between dates, times, numbers of days and intervals with hours: {@link DateSums}.
 *   <li>|| of an array and an element, ARRAY_PREPEND of an element and an array.
 *   <li>SUM and AVG of intervals.
 *   <li>SUBSTRING of a text from a pattern.
 *   <li>an array that is written as a text behind ANY or ALL, or beside an array: {@link
 *       WrittenArrays}.
 *   <li>a cast of an array to a text, which is written as it can be read.
 *   <li>{@code CAST(x AS NUMERIC)} without digits keeps those of an exact number.
 *   <li>{@code CAST(? AS VARCHAR(n))} takes any text, and cuts it; so with digits of other types.
 * </ul>
 */
final class TypedSyntax {

  /** Intervals that may have hours; to Calcite the date stays a date. */
  private static final Set<SqlTypeName> WITH_TIMES = withTimes();

  private static final Set<SqlTypeName> MOMENTS =
      EnumSet.of(
          SqlTypeName.DATE, SqlTypeName.TIMESTAMP, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

  private TypedSyntax() {}

  private static Set<SqlTypeName> withTimes() {
    Set<SqlTypeName> types = EnumSet.copyOf(SqlTypeName.DAY_INTERVAL_TYPES);
    types.remove(SqlTypeName.INTERVAL_DAY);
    return types;
  }

  /**
   * @param types tells what type an operand has
   */
  static void settle(SqlCall call, Function<SqlNode, RelDataType> types) {
    switch (call.getKind()) {
      case PLUS -> plus(call, types);
      case MINUS -> minus(call, types);
      case CAST, SAFE_CAST -> cast(call, types);
      case SUM -> ofIntervals(call, OwnAggregates.INTERVAL_SUM, types);
      case AVG -> ofIntervals(call, OwnAggregates.INTERVAL_AVG, types);
      case SOME, ALL -> WrittenArrays.settle(call, types);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          WrittenArrays.settleComparison(call, types);
      default -> {
        if (call.getOperator().equals(SqlStdOperatorTable.CONCAT)) {
          concat((SqlBasicCall) call, types);
        } else if (call.getOperator().equals(SqlStdOperatorTable.SUBSTRING)) {
          matched((SqlBasicCall) call, types);
        } else if (PatternLists.isOne(call.getOperator())) {
          WrittenArrays.settlePatterns(call, types);
        } else if (call.operandCount() > 1) {
          arrays(call, types);
        }
      }
    }
  }

  private static void ofIntervals(
      SqlCall call, SqlOperator meant, Function<SqlNode, RelDataType> types) {
    if (call instanceof SqlBasicCall aggregate
        && call.operandCount() == 1
        && Intervals.isInterval(types.apply(call.operand(0)))) {
      aggregate.setOperator(meant);
    }
  }

  /** {@code SUBSTRING(t FROM 'a pattern')}. */
  private static void matched(SqlBasicCall call, Function<SqlNode, RelDataType> types) {
    if (call.operandCount() == 2 && SqlTypeUtil.inCharFamily(types.apply(call.operand(1)))) {
      call.setOperator(Regulars.MATCHED);
    }
  }

  /** The element may stand before the array; what is joined may be of any type. */
  private static void arrays(SqlCall call, Function<SqlNode, RelDataType> types) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if (name.equals("ARRAY_PREPEND") && types.apply(call.operand(0)).getComponentType() == null) {
      SqlNode element = call.operand(0);
      call.setOperand(0, call.operand(1));
      call.setOperand(1, element);
    } else if (name.equals("ARRAY_TO_STRING")) {
      RelDataType type = types.apply(call.operand(0));
      RelDataType element = type.getComponentType();
      if (element == null && type.getSqlTypeName() != SqlTypeName.NULL) {
        throw new UserException(
            ErrorCode.TYPE_MISMATCH, "ARRAY_TO_STRING takes an array, and not a value of " + type);
      }
      if (element != null && !SqlTypeUtil.inCharFamily(element)) {
        call.setOperand(0, WrittenArrays.asTexts(call.operand(0)));
      }
    }
  }

  private static void concat(SqlBasicCall call, Function<SqlNode, RelDataType> types) {
    SqlTypeName left = types.apply(call.operand(0)).getSqlTypeName();
    SqlTypeName right = types.apply(call.operand(1)).getSqlTypeName();
    boolean isLeft = left == SqlTypeName.ARRAY;
    if (isLeft == (right == SqlTypeName.ARRAY)
        || left == SqlTypeName.NULL
        || right == SqlTypeName.NULL) {
      return;
    }
    if (isLeft) {
      call.setOperator(ArrayFunctions.ARRAY_APPEND);
    } else {
      SqlNode element = call.operand(0);
      call.setOperand(0, call.operand(1));
      call.setOperand(1, element);
      call.setOperator(ArrayFunctions.ARRAY_PREPEND);
    }
  }

  private static void plus(SqlCall call, Function<SqlNode, RelDataType> types) {
    if (!call.getOperator().equals(SqlStdOperatorTable.PLUS)) {
      return;
    }
    RelDataType left = types.apply(call.operand(0));
    RelDataType right = types.apply(call.operand(1));
    if (isMoment(left) && right.getSqlTypeName() == SqlTypeName.TIME) {
      call.setOperand(1, sinceMidnight(call.operand(1)));
      return;
    }
    if (left.getSqlTypeName() == SqlTypeName.TIME && isMoment(right)) {
      call.setOperand(0, sinceMidnight(call.operand(0)));
      return;
    }
    SqlOperator straight = later(left, right);
    SqlOperator turned = straight == null ? later(right, left) : null;
    if (straight != null) {
      ((SqlBasicCall) call).setOperator(straight);
    } else if (turned != null) {
      SqlNode first = call.operand(0);
      call.setOperand(0, call.operand(1));
      call.setOperand(1, first);
      ((SqlBasicCall) call).setOperator(turned);
    }
  }

  private static boolean isMoment(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP
        || type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  private static SqlNode sinceMidnight(SqlNode time) {
    SqlParserPos at = time.getParserPosition();
    return DateSums.ELAPSED.createCall(
        at, time, SqlLiteral.createTime(new TimeString(0, 0, 0), 0, at));
  }

  private static @Nullable SqlOperator later(RelDataType date, RelDataType by) {
    if (date.getSqlTypeName() != SqlTypeName.DATE) {
      return null;
    } else if (SqlTypeUtil.isIntType(by)) {
      return DateSums.DAYS_LATER;
    } else if (by.getSqlTypeName() == SqlTypeName.TIME) {
      return DateSums.AT_TIME;
    }
    return WITH_TIMES.contains(by.getSqlTypeName()) ? DateSums.TIME_LATER : null;
  }

  private static void minus(SqlCall call, Function<SqlNode, RelDataType> types) {
    if (!call.getOperator().equals(SqlStdOperatorTable.MINUS)) {
      return;
    }
    SqlTypeName left = types.apply(call.operand(0)).getSqlTypeName();
    RelDataType by = types.apply(call.operand(1));
    SqlTypeName right = by.getSqlTypeName();
    SqlOperator meant = null;
    if (left == SqlTypeName.DATE && right == SqlTypeName.DATE) {
      meant = DateSums.DAYS_BETWEEN;
    } else if (left == SqlTypeName.DATE && SqlTypeUtil.isIntType(by)) {
      meant = DateSums.DAYS_EARLIER;
    } else if (left == SqlTypeName.DATE && WITH_TIMES.contains(right)) {
      meant = DateSums.TIME_EARLIER;
    } else if ((MOMENTS.contains(left) && MOMENTS.contains(right))
        || (left == SqlTypeName.TIME && right == SqlTypeName.TIME)) {
      meant = DateSums.ELAPSED;
    }
    if (meant != null) {
      ((SqlBasicCall) call).setOperator(meant);
    }
  }

  private static void cast(SqlCall call, Function<SqlNode, RelDataType> types) {
    if (!(call.operand(1) instanceof SqlDataTypeSpec spec)
        || !(spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)) {
      return;
    }
    SqlTypeName name = SqlTypeName.get(basic.getTypeName().getSimple());
    if (name == SqlTypeName.VARCHAR || name == SqlTypeName.CHAR) {
      SqlNode value = call.operand(0);
      if (types.apply(value).getSqlTypeName() == SqlTypeName.ARRAY) {
        call.setOperand(0, ArrayWriting.ARRAY_TEXT.createCall(call.getParserPosition(), value));
        return;
      }
    }
    if (call.operand(0) instanceof SqlDynamicParam && basic.getPrecision() >= 0) {
      SqlTypeNameSpec whole = whole(basic);
      if (whole != null) {
        SqlParserPos at = call.getParserPosition();
        SqlNode type = new SqlDataTypeSpec(whole, at);
        call.setOperand(0, SqlStdOperatorTable.CAST.createCall(at, call.operand(0), type));
      }
      return;
    }
    if (!basic.getTypeName().getSimple().equals(SqlTypeName.DECIMAL.getName())
        || basic.getPrecision() >= 0) {
      return;
    }
    SqlNode operand = call.operand(0);
    RelDataType from = types.apply(operand);
    int digits = Type.DECIMAL_DIGITS_DEFAULT;
    int scale = Type.DECIMAL_SCALE_DEFAULT;
    if (SqlTypeUtil.isExactNumeric(from)) {
      digits = Math.max(from.getPrecision(), 1);
      scale = Math.max(from.getScale(), 0);
    } else if (operand.getKind() == SqlKind.LITERAL && SqlTypeUtil.inCharFamily(from)) {
      scale = written(((SqlLiteral) operand).getValueAs(String.class));
    }
    SqlBasicTypeNameSpec exact =
        new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, digits, scale, spec.getParserPosition());
    call.setOperand(1, new SqlDataTypeSpec(exact, spec.getParserPosition()));
  }

  /** The type that has all values of one with limited length or digits; null: it has no limit. */
  static @Nullable SqlTypeNameSpec whole(SqlBasicTypeNameSpec limited) {
    SqlTypeName name = SqlTypeName.get(limited.getTypeName().getSimple());
    SqlParserPos at = limited.getParserPos();
    return name == null
        ? null
        : switch (name) {
          case CHAR, VARCHAR -> new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, at);
          case DECIMAL ->
              limited.getPrecision() < Type.DECIMAL_DIGITS_MAX
                  ? new SqlBasicTypeNameSpec(
                      name, Type.DECIMAL_DIGITS_MAX, Type.DECIMAL_DIGITS_MAX / 2, at)
                  : null;
          case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
              limited.getPrecision() < Type.FRACTION_DIGITS_MAX
                  ? new SqlBasicTypeNameSpec(name, Type.FRACTION_DIGITS_MAX, at)
                  : null;
          default -> null;
        };
  }

  /** Digits that a text has behind its point. */
  private static int written(@Nullable String text) {
    String number = text == null ? "" : text.strip();
    int point = number.indexOf('.');
    boolean isPlain = number.matches("[+-]?\\d*\\.\\d{1,38}");
    return isPlain
        ? number.length() - point - 1
        : number.matches("[+-]?\\d+") ? 0 : Type.DECIMAL_SCALE_DEFAULT;
  }
}
